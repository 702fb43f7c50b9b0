import { createHash } from 'node:crypto';
import type { Engine } from '../../fusion/train/engine.ts';
import type { PictureViews } from '../../fusion/train/partial/augment-features.ts';
import { packageVersion } from '../package-version.ts';
import { splitVectors, type LabelledVectors, type VectorScale } from './labelled-vectors.ts';
import { openLedger } from './open-ledger.ts';
import { PARTIAL_ENTRANTS, type PartialEntrant } from './partial-entrants.ts';
import { PARTIAL_NETWORK, runPartial, type PartialOutcome, type PartialPoint } from './partial-run.ts';

/** Which runs are made, and where their outcomes are kept. */
export interface PartialPlan {
  readonly data: LabelledVectors;
  /** Keys of `PARTIAL_ENTRANTS`. */
  readonly entrants: readonly string[];
  readonly ambiguities: readonly number[];
  readonly noises: readonly number[];
  /** Number of seeds, from 0. */
  readonly seeds: number;
  readonly epochs: number;
  readonly opensAt: number;
  readonly jitter: number;
  /** What views of vectors are that are pictures. */
  readonly picture?: PictureViews | undefined;
  /** Standard deviations of noise that every example gets. */
  readonly blur: number;
  readonly scale: VectorScale;
  /** File of outcomes, a line each; a run that is in it is not made again. */
  readonly ledger: string;
  readonly engine: Engine;
  readonly signal: AbortSignal;
}

/** One run and its outcome. */
export interface PartialRecord extends PartialOutcome {
  readonly entrant: string;
  /** q, η and the seed that were asked for. */
  readonly point: PartialPoint;
  /** Whether an earlier command made it. */
  readonly kept: boolean;
}

/** Yields the outcome of every run, in the order of q, η, entrant and seed. Aborting ends it after the last finished run. */
export async function* runPartialBench(plan: PartialPlan): AsyncGenerator<PartialRecord> {
  const { data, blur, scale, ledger, engine, signal } = plan;
  const known = await openLedger<PartialOutcome>(ledger);
  const identity = { affekt: packageVersion(), blur, ...(scale !== 'all' && { scale }), ...(data.groups && { groups: createHash('sha256').update(data.groups.join('\n')).digest('hex').slice(0, 16) }), data: createHash('sha256').update(new Uint8Array(data.values.buffer)).update(new Uint8Array(data.labels.buffer)).digest('hex').slice(0, 16) };
  for (const { entrant, point } of runsOf(plan)) {
    if (signal.aborted) return;
    const key = JSON.stringify({ ...identity, entrant, choices: choicesOf(PARTIAL_ENTRANTS[entrant]!), point });
    const earlier = known.get(key);
    const outcome = earlier ?? (await runPartial(splitVectors(data, { seed: point.seed, blur, scale }), PARTIAL_ENTRANTS[entrant]!, { ...point, engine, signal }).catch((error: unknown) => (signal.aborted ? undefined : Promise.reject(error as Error))));
    if (outcome === undefined) return;
    if (earlier === undefined) await known.add(key, outcome);
    yield { ...outcome, entrant, point, kept: earlier !== undefined };
  }
}

/** All that decides what a run comes to, beside data and point: an outcome of other choices is not taken for it. */
function choicesOf({ method, ...own }: PartialEntrant): unknown {
  const { name, settings, contrast, mixup } = method;
  return { method: { name, settings, contrast, mixup }, ...own, network: PARTIAL_NETWORK };
}

/** Returns how many runs a plan has. */
export function countRuns(plan: PartialPlan): number {
  return [...runsOf(plan)].length;
}

function* runsOf({ ambiguities, noises, entrants, seeds, epochs, opensAt, jitter, picture }: PartialPlan): Generator<{ readonly entrant: string; readonly point: PartialPoint }> {
  for (const ambiguity of ambiguities) for (const noise of noises) for (const entrant of entrants) for (let seed = 0; seed < seeds; seed++) yield { entrant, point: { ambiguity, noise, seed, epochs, opensAt, jitter, ...(picture && { picture }) } };
}
