import { Command, InvalidArgumentError } from 'commander';
import { ConfigError } from '../../configs/config-error.ts';
import { riskCoverage } from '../../fusion/metrics/risk-coverage.ts';
import { DEFAULT_METHODS } from '../../plugins/gate/fit-gate.ts';
import type { Gate } from '../../plugins/gate/gate.ts';
import { readGate, toGateText } from '../../plugins/gate/gate-file.ts';
import { GATE_METHODS } from '../../plugins/gate/gate-methods.ts';
import { openRuntime } from '../../runtime/open-runtime.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { quoteCell } from '../export/quote-cell.ts';
import { writeFileAtomically } from '../export/write-file-atomically.ts';
import { fitHeadGate } from '../gates/fit-head-gate.ts';
import { openGateHead } from '../gates/open-gate-head.ts';
import { type ScoredRow, scoreHead } from '../gates/score-head.ts';
import type { CommandContext } from './context.ts';
import { toTable } from './models/to-table.ts';

interface FitOptions {
  readonly features: readonly string[];
  readonly labels?: string;
  readonly validation: readonly string[];
  readonly validationLabels?: string;
  readonly outliers: readonly string[];
  readonly reason?: string;
  readonly methods: readonly string[];
  readonly coverage: number;
  readonly out: string;
  readonly quiet?: boolean;
}

interface ScoreOptions {
  readonly gate: string;
  readonly features: readonly string[];
  readonly labels?: string;
  readonly coverage?: number;
  readonly out?: string;
}

const HEAD = 'folder of an `affekt train` run, or any ONNX classifier with one input';
const FEATURES = 'modality=folder as in `affekt predict`, or a .npy file for a head with one input; may be given again';

/** `affekt gate …` */
export function gateCommand(context: CommandContext): Command {
  return new Command('gate').summary('let a head say that it does not know').addCommand(fitCommand(context)).addCommand(scoreCommand(context));
}

function fitCommand(context: CommandContext): Command {
  return new Command('fit')
    .summary('fit a gate on a head')
    .description('Chooses the score that tells what the head knows from what it does not, on examples that it has not learnt from, and writes it with its threshold.\nOutliers that are always tried: Gaussian noise in place of the features, and units shuffled among examples.')
    .argument('<head>', HEAD)
    .requiredOption('-f, --features <given>', `what the head has learnt from: ${FEATURES}`, collect, [])
    .option('-l, --labels <file>', 'their classes: a table as in training, or a .npy file')
    .option('--validation <given>', 'what it has not learnt from (default: a fifth of the features)', collect, [])
    .option('--validation-labels <file>', 'their classes, for the temperature')
    .option('--outliers <given>', 'what it does not know, each a kind of its own', collect, [])
    .option('--reason <text>', 'what such outliers are called, for instance "not speech" (default: "unlike training")')
    .option('-m, --methods <names>', `methods to choose among, of ${Object.keys(GATE_METHODS).join(', ')}`, toMethods, DEFAULT_METHODS)
    .option('--coverage <share>', 'share of what the head knows that is let through', toShare, 0.95)
    .option('-o, --out <file>', 'where the gate goes', 'gate.json')
    .option('-q, --quiet', 'print no progress')
    .action(async (head: string, options: FitOptions) => context.exit(await fit(head, options, context)));
}

async function fit(given: string, { features, labels, validation, validationLabels, outliers, reason, methods, coverage, out, quiet }: FitOptions, { stdout, stderr, stop }: CommandContext): Promise<ExitCode> {
  if (features.length === 0) throw new ConfigError('--features', ['is not given'], undefined, 'Name what the head has learnt from.');
  await using runtime = await openRuntime({ device: 'cpu', workers: 1 });
  await using head = await openGateHead(given, runtime);
  if (validation.length === 0 && validationLabels === undefined) stderr.write('warning: without --validation the threshold comes from examples that the head has learnt from, and withholds more of others than is stated.\n');
  const held = validation.length === 0 && validationLabels === undefined ? undefined : { features: validation.length === 0 ? features : validation, labels: validationLabels };
  const gate = await fitHeadGate(head, { training: { features, labels }, validation: held, outliers, reason, methods, coverage, signal: stop, say: (line) => (quiet === true ? undefined : stderr.write(`${line}\n`)) });
  await writeFileAtomically(out, toGateText(gate));
  stdout.write(toTable(trialRows(gate)));
  stdout.write(`${gate.method} is taken; ${Math.round(100 * coverage)} % of what the head knows is let through${gate.temperature === undefined ? '' : `; temperature ${gate.temperature.toFixed(3)}`}\n  → ${out}\n`);
  return EXIT.fine;
}

function trialRows({ trials }: Gate): string[][] {
  const kinds = Object.keys(trials[0]!.auroc);
  const percent = (value: number) => (100 * value).toFixed(1);
  return [['AUROC, %', ...kinds, 'mean', 'settings'], ...trials.map(({ method, settings, auroc, mean }) => [method, ...kinds.map((kind) => percent(auroc[kind]!)), percent(mean), Object.entries(settings).map(([name, value]) => `${name} ${value}`).join(', ')])];
}

function scoreCommand(context: CommandContext): Command {
  return new Command('score')
    .summary('say of each example whether the head knows it')
    .description('Prints a table with one line a clip, frame or row: class, its probability, score, familiarity, and why the class is not to be believed.')
    .argument('<head>', HEAD)
    .requiredOption('-g, --gate <file>', 'what `affekt gate fit` wrote for this head')
    .requiredOption('-f, --features <given>', FEATURES, collect, [])
    .option('-l, --labels <file>', 'their classes: how often the head is right is told, of all and of what is let through')
    .option('--coverage <share>', 'share of what the head knows that is let through (default: that of the gate)', toShare)
    .option('-o, --out <file>', 'write the table here instead of on standard output')
    .action(async (head: string, options: ScoreOptions) => context.exit(await score(head, options, context)));
}

async function score(given: string, { gate: path, features, labels, coverage, out }: ScoreOptions, { stdout, stderr, stop }: CommandContext): Promise<ExitCode> {
  const gate = await readGate(path);
  await using runtime = await openRuntime({ device: 'cpu', workers: 1 });
  await using head = await openGateHead(given, runtime);
  const rows = await scoreHead(head, { gate, path, given: { features, labels }, coverage, signal: stop });
  const lines = rows.map(({ name, believed, probability, score: value, familiarity, uncertain }) => [name, believed, probability.toFixed(6), value.toFixed(6), familiarity.toFixed(4), uncertain ?? ''].map(quoteCell).join(','));
  const text = `${['name,class,probability,score,familiarity,uncertain', ...lines].join('\n')}\n`;
  if (out === undefined) stdout.write(text);
  else await writeFileAtomically(out, text);
  stderr.write(summaryLines(rows).map((line) => `${line}\n`).join(''));
  return EXIT.fine;
}

function summaryLines(rows: readonly ScoredRow[]): string[] {
  const withheld = rows.filter(({ uncertain }) => uncertain !== undefined);
  const reasons = [...Map.groupBy(withheld, ({ uncertain }) => uncertain)].map(([reason, { length }]) => `${length} ${reason}`).join(', ');
  const labelled = rows.filter(({ isRight }) => isRight !== undefined);
  const kept = labelled.filter(({ uncertain }) => uncertain === undefined);
  const right = (some: readonly ScoredRow[]) => `${((100 * some.filter(({ isRight }) => isRight).length) / some.length).toFixed(1)} %`;
  return [
    `${withheld.length} of ${rows.length} uncertain (${((100 * withheld.length) / rows.length).toFixed(1)} %${reasons === '' ? '' : `: ${reasons}`})`,
    ...(labelled.length === 0 ? [] : [`right: ${right(labelled)} of all${kept.length === 0 ? '' : `, ${right(kept)} of what is let through`}; area under risk over coverage ${riskCoverage(labelled.map(({ familiarity }) => familiarity), labelled.map(({ isRight }) => Number(isRight !== true))).area.toFixed(4)}`]),
  ];
}

function collect(given: string, all: readonly string[]): string[] {
  return [...all, given];
}

function toMethods(text: string): string[] {
  const names = text.split(',').map((name) => name.trim());
  const unknown = names.find((name) => !Object.hasOwn(GATE_METHODS, name));
  if (unknown !== undefined) throw new InvalidArgumentError(`There is no "${unknown}" among ${Object.keys(GATE_METHODS).join(', ')}.`);
  return names;
}

function toShare(text: string): number {
  const share = Number(text);
  if (!(share > 0 && share < 1)) throw new InvalidArgumentError('It must be a number between 0 and 1.');
  return share;
}
