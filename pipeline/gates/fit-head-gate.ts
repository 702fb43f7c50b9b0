import { fitGate, type GateData, type Outliers } from '../../plugins/gate/fit-gate.ts';
import type { Gate } from '../../plugins/gate/gate.ts';
import { shuffleUnits } from '../../plugins/gate/shuffle-units.ts';
import { takeRows } from '../../plugins/gate/unit-rows.ts';
import type { GateHead, GivenFeatures, HeadRows } from './gate-head.ts';

/** What a gate is to be fitted on. */
export interface GateFitPlan extends Pick<GateData, 'methods' | 'coverage'> {
  readonly training: GivenFeatures;
  /** What the head has not learnt from. Absent: a fifth of training. */
  readonly validation?: GivenFeatures | undefined;
  /** Features that the head does not know, each with the name of its kind, which is none of `MADE_KINDS`. */
  readonly outliers: readonly (readonly [string, string])[];
  /** What such are called: `"not speech"`; absent: "unlike training". */
  readonly reason?: string | undefined;
  readonly signal: AbortSignal;
  /** Called with what is being done. */
  readonly say: (line: string) => void;
}

const SEED = 1;
const [NOISE, SHUFFLED] = ['noise', 'shuffled units'] as const;
/** Kinds of outliers that are made of validation. */
export const MADE_KINDS: readonly string[] = [NOISE, SHUFFLED];
/** Without validation every so manieth row of training is kept for it. */
const EVERY = 5;

/** Reads the units of a head for all parts, adds outliers that can be made of validation, and resolves with the gate. Throws as `GateHead.read` and `fitGate`. */
export async function fitHeadGate(head: GateHead, { training, validation, outliers, reason, signal, say, ...choice }: GateFitPlan): Promise<Gate> {
  say('reading training');
  const learnt = await head.read(training, { signal });
  const held = validation === undefined ? keepBack(learnt) : { training: learnt, validation: await head.read(validation, { signal }) };
  const kinds: Record<string, Outliers> = {
    [NOISE]: { units: (await head.read({ features: (validation ?? training).features }, { signal, seed: SEED })).units },
    [SHUFFLED]: { units: shuffleUnits(held.validation.units, SEED) },
  };
  for (const [kind, each] of outliers) {
    say(`reading ${each}`);
    kinds[kind] = { units: (await head.read({ features: [each] }, { signal })).units, ...(reason === undefined ? {} : { reason }) };
  }
  say('choosing a method');
  const known = (labels: Int32Array) => labels.some((label) => label >= 0);
  return fitGate({
    ...choice,
    head: head.head,
    sha256: head.sha256,
    training: held.training.units,
    ...(held.training.labels.every((label) => label >= 0) ? { labels: held.training.labels } : {}),
    validation: held.validation.units,
    ...(known(held.validation.labels) ? { validationLabels: held.validation.labels } : {}),
    outliers: kinds,
  });
}

function keepBack({ units, labels, names }: HeadRows): { readonly training: HeadRows; readonly validation: HeadRows } {
  const take = (wanted: boolean): HeadRows => {
    const rows = names.flatMap((_, row) => ((row % EVERY === EVERY - 1) === wanted ? [row] : []));
    return { units: takeRows(units, rows), labels: Int32Array.from(rows, (row) => labels[row]!), names: rows.map((row) => names[row]!) };
  };
  return { training: take(false), validation: take(true) };
}
