import { ConfigError } from '../../../configs/config-error.ts';
import { fitGate, type GateData, type Outliers } from '../../../plugins/gate/fit-gate.ts';
import { DEFAULT_METHODS } from '../../../plugins/gate/gate-method-names.ts';
import type { Gate } from '../../../plugins/gate/gate.ts';
import { shuffleUnits } from '../../../plugins/gate/shuffle-units.ts';
import { countRows, joinRows, type UnitRows } from '../../../plugins/gate/unit-rows.ts';
import { NO_FACE } from '../no-face.ts';
import { BESIDE, type FaceRows } from './face-rows.ts';
import { STRANGE_CROPS } from './strange-crops.ts';

/** What a gate for faces is fitted on. */
export interface FaceGateData extends Pick<GateData, 'head' | 'sha256' | 'coverage'> {
  /** By clip: no two of them should show the same person. */
  readonly clips: readonly FaceRows[];
  /** Clips that only the threshold and the choice come from; none: each of `clips` is judged by what was learnt from others, in at most ten parts. */
  readonly validation: readonly FaceRows[];
  /** Faces that the model does not know, by name of the kind, none of `MADE_FACE_KINDS`. */
  readonly given: Readonly<Record<string, readonly FaceRows[]>>;
  /** What these are called; absent: "unlike training". */
  readonly reason?: string | undefined;
  /** Keys of `GATE_METHODS` to choose among. Default: all but those that compare a face with many others, or unit with unit: a face has thousands of units, and an analysis many faces. */
  readonly methods?: readonly string[] | undefined;
}

const QUICK = DEFAULT_METHODS.filter((name) => name !== 'mahalanobis');

const SEED = 1;
const SHUFFLED = 'shuffled units';
/** Kinds of outliers that are made of faces and their pictures. */
export const MADE_FACE_KINDS: readonly string[] = [...Object.keys(STRANGE_CROPS), BESIDE, SHUFFLED];
/** Parts that clips are dealt into, or as many as there are clips. */
const PARTS = 10;
/** Kinds that are made are left out under as many rows. */
const LEAST = 20;

/**
 * Returns a gate on an expression model. No labels are needed: where a method wants classes, the model's own verdicts are taken.
 *
 * @throws ConfigError when there are too few clips to be split; as `fitGate`
 */
export function fitFaceGate({ clips, validation, given, reason, methods = QUICK, head, ...choice }: FaceGateData): Gate {
  const known = clips.filter(({ faces }) => countRows(faces) > 0);
  const isCrossed = validation.length === 0;
  if (isCrossed && known.length < 2) throw new ConfigError('clips', [`show faces in ${known.length}, and each is judged by what was learnt from others`], undefined, 'Give at least two clips of different people; twenty or more make a threshold worth something.');
  const held = isCrossed ? known : validation;
  const join = (rows: readonly FaceRows[], of: (rows: FaceRows) => UnitRows | undefined) => joinRows(rows.flatMap((each) => of(each) ?? []), head.width);
  const groups = (of: (rows: FaceRows) => UnitRows | undefined) => (isCrossed ? { groups: groupsOf(held.map(of)) } : {});
  const home = join(held, ({ faces }) => faces);
  const made = [...Object.keys(STRANGE_CROPS), BESIDE].map((kind): [string, Outliers] => {
    const of = ({ strange }: FaceRows) => strange[kind];
    return [kind, { units: join(held, of), ...groups(of), ...(kind === BESIDE || STRANGE_CROPS[kind]!.isNoFace ? { reason: NO_FACE } : {}) }];
  });
  const faces = groups((rows) => rows.faces);
  const outliers: Record<string, Outliers> = {
    ...Object.fromEntries(made.filter(([, { units }]) => countRows(units) >= LEAST)),
    [SHUFFLED]: { units: shuffleUnits(home, SEED), ...faces },
    ...Object.fromEntries(Object.entries(given).map(([kind, rows]) => [kind, { units: join(rows, (each) => each.faces), ...(reason === undefined ? {} : { reason }) }])),
  };
  return fitGate({ ...choice, methods, head, training: join(known, (rows) => rows.faces), validation: home, ...faces, outliers });
}

/** The part of each row: clips are dealt out in turn. */
function groupsOf(clips: readonly (UnitRows | undefined)[]): Int32Array {
  return Int32Array.from(clips.flatMap((rows, clip) => new Array<number>(rows === undefined ? 0 : countRows(rows)).fill(clip % PARTS)));
}
