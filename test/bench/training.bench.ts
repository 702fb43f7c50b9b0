/**
 * Times steps of training (forward, backward, Adam) in affekt beside PyTorch, and the compilation of all fusion models:
 * `node test/bench/training.bench.ts [--python /usr/bin/python3 --python …] [--case NAME …] [--rounds 7] [--threads 2] [--device cpu|cuda] [--no-compile] [--json]`
 *
 * Rounds alternate: some calls of ten steps here, then as many in each PyTorch, whose processes sleep meanwhile. A round's ratio is that
 * of the two medians, the figure the median of the ratios. Other programs on the machine spoil it, PyTorch's share most, whose threads wait
 * for each other by spinning: then compare CPU time with `--threads 1`.
 * Exits with 1 when a ratio to the first PyTorch, or a compilation, is over budget (`budgets.json`).
 */
import { readFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { openRuntime } from '../../runtime/open-runtime.ts';
import { TRAINING_CASES } from './training/cases.ts';
import { compileTimes } from './training/compile-times.ts';
import { openOurs } from './training/open-ours.ts';
import { median, type StepTimes } from './training/step-times.ts';
import { TorchPeer } from './training/torch-peer.ts';

const STEPS = 10;
/** Calls of one round go on for about this long. */
const ROUND_MS = 500;

const { values } = parseArgs({
  options: {
    python: { type: 'string', multiple: true, default: ['/usr/bin/python3'] },
    case: { type: 'string', multiple: true, default: Object.keys(TRAINING_CASES) },
    rounds: { type: 'string', default: '7' },
    threads: { type: 'string', default: '2' },
    device: { type: 'string', default: 'cpu' },
    compile: { type: 'boolean', default: true },
    json: { type: 'boolean', default: false },
  },
  allowNegative: true,
});
const { python } = values;
const device = values.device === 'cuda' ? 'cuda' : 'cpu';
const threads = Number(values.threads);
const budgets = (JSON.parse(readFileSync(new URL('budgets.json', import.meta.url), 'utf8')) as { training: { ratios: Record<string, number>; compileSeconds: number } }).training;

const loadBefore = loadavg()[0]!;
await using runtime = await openRuntime({ device, workers: 1, threads });
const cases = [];
for (const name of values.case) cases.push(...(await compare(name)));
const compileSeconds = values.compile ? await compileTimes(runtime) : {};
const over = [
  ...cases.filter(({ name, peer, ratio }) => peer === python[0] && ratio > (budgets.ratios[name] ?? Infinity)).map(({ name }) => name),
  ...Object.keys(compileSeconds).filter((name) => compileSeconds[name]! > budgets.compileSeconds),
];
if (values.json) console.log(JSON.stringify({ device, threads, loadBefore, cases, compileSeconds, over }, null, 2));
else {
  console.log(`${device}, ${threads} threads, load before: ${loadBefore}`);
  console.table(cases);
  console.table(compileSeconds);
  console.log(over.length === 0 ? 'all within budget' : `over budget: ${over.join(', ')}`);
}
process.exitCode = over.length === 0 ? 0 : 1;

async function compare(name: string) {
  await using ours = await openOurs(TRAINING_CASES[name]!(), { runtime, steps: STEPS });
  await using peers = new AsyncDisposableStack();
  const opened = python.map((each) => peers.use(new TorchPeer(name, { python: each, threads, device, steps: STEPS })));
  const facts = [];
  for (const peer of opened) facts.push(await peer.start());
  const different = facts.find(({ parameters }) => parameters !== ours.parameters);
  if (different) throw new Error(`${name}: PyTorch trains ${different.parameters} numbers, affekt ${ours.parameters}. Bring the nets in line.`);
  const rounds = await race([ours, ...opened], Number(values.rounds));
  return facts.map(({ torch }, index) => summarise(rounds.map((round) => [round[0]!, round[index + 1]!] as const), { name, peer: python[index]!, torch }));
}

/** Resolves with the calls of each runner, by round and runner. */
async function race(runners: readonly { call(): Promise<StepTimes> }[], rounds: number): Promise<StepTimes[][][]> {
  for (const runner of runners) await runner.call();
  const { ms } = await runners[0]!.call();
  const calls = Math.max(1, Math.round(ROUND_MS / (ms * STEPS)));
  const times: StepTimes[][][] = [];
  for (let round = 0; round < rounds; round += 1) {
    const each: StepTimes[][] = [];
    for (const runner of runners) {
      const own: StepTimes[] = [];
      for (let call = 0; call < calls; call += 1) own.push(await runner.call());
      each.push(own);
    }
    times.push(each);
  }
  return times;
}

function summarise(rounds: readonly (readonly [StepTimes[], StepTimes[]])[], facts: { readonly name: string; readonly peer: string; readonly torch: string }) {
  const middle = (times: readonly StepTimes[], key: 'ms' | 'cpuMs') => median(times.map((each) => each[key]));
  const [mine, theirs] = [0, 1].map((runner) => rounds.flatMap((round) => round[runner]!));
  const ratios = rounds.map(([own, other]) => middle(own, 'ms') / middle(other, 'ms'));
  if (![...mine!, ...theirs!].every(({ loss }) => Number.isFinite(loss))) throw new Error(`${facts.name}: a loss is not finite.`);
  const figures = rounded({
    ratio: median(ratios),
    leastRatio: Math.min(...ratios),
    ms: middle(mine!, 'ms'),
    peerMs: middle(theirs!, 'ms'),
    leastMs: Math.min(...mine!.map(({ ms }) => ms)),
    peerLeastMs: Math.min(...theirs!.map(({ ms }) => ms)),
    cpuMs: middle(mine!, 'cpuMs'),
    peerCpuMs: middle(theirs!, 'cpuMs'),
  });
  return { ...facts, ...figures };
}

function rounded<Key extends string>(figures: Readonly<Record<Key, number>>): Record<Key, number> {
  return Object.fromEntries(Object.entries<number>(figures).map(([key, figure]) => [key, Math.round(figure * 1000) / 1000])) as Record<Key, number>;
}
