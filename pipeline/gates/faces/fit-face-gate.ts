import { ConfigError } from '../../../configs/config-error.ts';
import { fitGate, type GateData, type Outliers } from '../../../plugins/gate/fit-gate.ts';
import { DEFAULT_METHODS } from '../../../plugins/gate/gate-method-names.ts';
import type { Gate } from '../../../plugins/gate/gate.ts';
import { shuffleUnits } from '../../../plugins/gate/shuffle-units.ts';
import { countRows, joinRows } from '../../../plugins/gate/unit-rows.ts';
import { BESIDE, type FaceRows } from './face-rows.ts';
import { STRANGE_CROPS } from './strange-crops.ts';

/** What a gate for faces is fitted on. */
export interface FaceGateData extends Pick<GateData, 'head' | 'sha256' | 'coverage'> {
  /** By clip: no two of them should show the same person. */
  readonly clips: readonly FaceRows[];
  /** Clips that only the threshold and the choice come from; none: every second one of `clips`. */
  readonly validation: readonly FaceRows[];
  /** Faces that the model does not know, by name of the kind. */
  readonly given: Readonly<Record<string, readonly FaceRows[]>>;
  /** What these are called; absent: "unlike training". */
  readonly reason?: string | undefined;
  /** Keys of `GATE_METHODS` to choose among. Default: all but those that compare a face with many others, or unit with unit: a face has thousands of units, and an analysis many faces. */
  readonly methods?: readonly string[] | undefined;
}

const QUICK = DEFAULT_METHODS.filter((name) => name !== 'mahalanobis');

/** What outliers that are no faces are called. */
export const NO_FACE = 'not a face';
const SEED = 1;
/** Kinds that are made are left out under as many rows. */
const LEAST = 20;

/**
 * Returns a gate on an expression model. No labels are needed: where a method wants classes, the model's own verdicts are taken.
 *
 * @throws ConfigError when there are too few clips to be split; as `fitGate`
 */
export function fitFaceGate({ clips, validation, given, reason, methods = QUICK, head, ...choice }: FaceGateData): Gate {
  const known = clips.filter(({ faces }) => countRows(faces) > 0);
  const held = validation.length > 0 ? { training: known, validation } : splitClips(known);
  const faces = (rows: readonly FaceRows[]) => joinRows(rows.map((each) => each.faces), head.width);
  const home = faces(held.validation);
  const made = [...Object.keys(STRANGE_CROPS), BESIDE].map((kind): [string, Outliers] => {
    const units = joinRows(held.validation.flatMap(({ strange }) => strange[kind] ?? []), head.width);
    return [kind, kind === BESIDE || STRANGE_CROPS[kind]!.isNoFace ? { units, reason: NO_FACE } : { units }];
  });
  const outliers: Record<string, Outliers> = {
    ...Object.fromEntries(made.filter(([, { units }]) => countRows(units) >= LEAST)),
    'shuffled units': { units: shuffleUnits(home, SEED) },
    ...Object.fromEntries(Object.entries(given).map(([kind, rows]) => [kind, { units: faces(rows), ...(reason === undefined ? {} : { reason }) }])),
  };
  return fitGate({ ...choice, methods, head, training: faces(held.training), validation: home, outliers });
}

function splitClips(clips: readonly FaceRows[]): { readonly training: readonly FaceRows[]; readonly validation: readonly FaceRows[] } {
  if (clips.length < 2) throw new ConfigError('clips', [`show faces in ${clips.length}, and half of them are kept back for the threshold`], undefined, 'Give at least two clips of different people; twenty or more make a threshold worth something.');
  return { training: clips.filter((_, index) => index % 2 === 0), validation: clips.filter((_, index) => index % 2 === 1) };
}
