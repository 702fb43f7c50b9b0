import { createHash } from 'node:crypto';
import { GATE_METHODS } from '../../../plugins/gate/gate-methods.ts';
import { packageVersion } from '../../package-version.ts';
import type { LabelledVectors } from '../labelled-vectors.ts';
import { openLedger } from '../open-ledger.ts';
import { scoreNetwork, type OodOutcome, type OodPoint, type OodTools } from './score-network.ts';

/** Which networks are trained, and where their outcomes are kept. */
export interface OodPlan extends OodTools, Omit<OodPoint, 'held' | 'seed'> {
  readonly data: LabelledVectors;
  /** Classes that a network never sees, a list for each. */
  readonly held: readonly (readonly number[])[];
  /** Number of networks for each, from seed 0. */
  readonly seeds: number;
  /** File of outcomes, a line each; a network that is in it is not trained again. */
  readonly ledger: string;
}

/** One network and its outcome. */
export interface OodRecord extends OodOutcome {
  readonly point: OodPoint;
  /** Whether an earlier command made it. */
  readonly kept: boolean;
}

/** Yields the outcome of every network, in the order of what is held out and seed. Aborting ends it after the last finished one. */
export async function* runOodBench({ data, held, seeds, ledger, epochs, size, ...tools }: OodPlan): AsyncGenerator<OodRecord> {
  const known = await openLedger<OodOutcome>(ledger);
  const digest = createHash('sha256').update(new Uint8Array(data.values.buffer)).update(new Uint8Array(data.labels.buffer));
  for (const [name, vectors] of Object.entries(tools.others ?? {})) for (const vector of vectors) digest.update(name).update(Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength));
  const identity = { affekt: packageVersion(), data: digest.digest('hex').slice(0, 16), methods: tools.methods.map((name) => [name, GATE_METHODS[name]!.grid]) };
  for (const classes of held) {
    for (let seed = 0; seed < seeds; seed++) {
      if (tools.signal.aborted) return;
      const point: OodPoint = { held: classes, seed, epochs, ...(size === undefined ? {} : { size }) };
      const key = JSON.stringify({ ...identity, point });
      const earlier = known.get(key);
      const outcome = earlier ?? (await scoreNetwork(data, point, tools).catch((error: unknown) => (tools.signal.aborted ? undefined : Promise.reject(error as Error))));
      if (outcome === undefined) return;
      if (earlier === undefined) await known.add(key, outcome);
      yield { ...outcome, point, kept: earlier !== undefined };
    }
  }
}
