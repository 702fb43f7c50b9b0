import { fitGate } from '../../plugins/gate/fit-gate.ts';
import type { Gate, GateTrial } from '../../plugins/gate/gate.ts';
import { GATE_METHODS } from '../../plugins/gate/gate-methods.ts';
import { logitsOf } from '../../plugins/gate/linear-head.ts';
import { trainingUnits } from '../../plugins/gate/training-units.ts';
import { rowAt } from '../../plugins/gate/unit-rows.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import type { Example } from '../voice-head/examples.ts';
import { fitHead } from '../voice-head/heads.ts';
import { networkHead, networkUnits } from './network-units.ts';

/** What the gate of the voice head is chosen among: methods whose parameters are a few numbers a unit. */
export const METHODS = ['energy', 'msp', 'max-logit', 'odin', 'react', 'vra', 'vra-msp', 'vra+', 'vra+-msp', 'vra++', 'ash-s', 'scale'] as const;
const FOLDS = 6;

/** What is to be judged. */
export interface CrossFitData {
  readonly training: readonly Example[];
  /** Windows of the same speakers that may be judged by a head which did not hear them. */
  readonly heldOut: readonly Example[];
  /** What is no speech; names begin with their kind and a slash. */
  readonly strange: readonly Example[];
  /** Speech of another corpus. */
  readonly foreign: readonly Example[];
  readonly runtime: Runtime;
}

/** One window as a head judged it that did not hear its speaker. */
export interface JudgedWindow {
  readonly example: Example;
  /** `ravdess`, `ravdess telephone`, …, `emodb`, `strange noise`, … */
  readonly set: string;
  readonly score: number;
  readonly logits: Float64Array;
}

/** The method that most folds chose, and every window as it scores there. */
export interface CrossFit extends Pick<Gate, 'method' | 'settings'> {
  /** Means over the folds of each method at its best settings. */
  readonly trials: readonly GateTrial[];
  readonly judged: readonly JudgedWindow[];
}

/** Trains a head and fits a gate without three speakers at a time, and resolves with the choice and the scores of those who were left out. */
export async function crossFit({ training, heldOut, strange, foreign, runtime }: CrossFitData): Promise<CrossFit> {
  const speakers = [...new Set(training.map(({ speaker }) => speaker))].sort();
  const foldOf = ({ speaker }: Example) => Math.floor((speakers.indexOf(speaker) * FOLDS) / speakers.length);
  const folds: { readonly network: Awaited<ReturnType<typeof fitHead>>; readonly learnt: readonly Example[]; readonly gate: Gate; readonly fold: number }[] = [];
  const kinds = Map.groupBy(strange, ({ clip }) => clip.split('/')[0]!);
  for (let fold = 0; fold < FOLDS; fold++) {
    const learnt = training.filter((example) => foldOf(example) !== fold);
    const network = await fitHead(learnt, runtime);
    const unitsOf = (given: readonly Example[]) => networkUnits(network, given.map(({ features }) => features));
    const outliers = Object.fromEntries([...kinds].map(([kind, given]) => [kind, { units: unitsOf(given) }]));
    folds.push({ network, learnt, fold, gate: fitGate({ head: networkHead(network), sha256: '', training: unitsOf(learnt), validation: unitsOf(heldOut.filter((example) => foldOf(example) === fold)), outliers, methods: METHODS, coverage: 0.99 }) });
  }
  const { method, settings } = mostChosen(folds.map(({ gate }) => gate));
  const judged = folds.flatMap(({ network, learnt, fold }) => {
    const head = networkHead(network);
    const parameters = GATE_METHODS[method]!.fit(trainingUnits(networkUnits(network, learnt.map(({ features }) => features)), head), settings);
    const score = GATE_METHODS[method]!.open(parameters, head);
    return [...heldOut.filter((example) => foldOf(example) === fold), ...strange, ...foreign].map((example): JudgedWindow => {
      const units = rowAt(networkUnits(network, [example.features]), 0);
      return { example, set: setOf(example, strange, foreign), score: score(units), logits: logitsOf(head, units) };
    });
  });
  return { method, settings, judged, trials: meanTrials(folds.map(({ gate }) => gate)) };
}

function setOf(example: Example, strange: readonly Example[], foreign: readonly Example[]): string {
  if (strange.includes(example)) return `strange ${example.clip.split('/')[0]}`;
  if (foreign.includes(example)) return 'emodb';
  return example.damage === 'none' ? 'ravdess' : `ravdess ${example.damage}`;
}

function mostChosen(gates: readonly Gate[]): Pick<Gate, 'method' | 'settings'> {
  const groups = Map.groupBy(gates, ({ method, settings }) => JSON.stringify([method, settings]));
  return [...groups.values()].reduce((best, each) => (each.length > best.length ? each : best))[0]!;
}

function meanTrials(gates: readonly Gate[]): GateTrial[] {
  const byMethod = Map.groupBy(gates.flatMap(({ trials }) => trials), ({ method }) => method);
  const mean = (numbers: readonly number[]) => Number((numbers.reduce((sum, value) => sum + value, 0) / numbers.length).toFixed(4));
  return [...byMethod.values()]
    .map((trials) => ({ ...trials[0]!, auroc: Object.fromEntries(Object.keys(trials[0]!.auroc).map((kind) => [kind, mean(trials.map(({ auroc }) => auroc[kind]!))])), mean: mean(trials.map((trial) => trial.mean)) }))
    .sort((a, b) => b.mean - a.mean);
}
