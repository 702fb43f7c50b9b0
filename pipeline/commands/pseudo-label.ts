import { join } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { ConfigError } from '../../configs/config-error.ts';
import { DatasetError } from '../../datasets/dataset-error.ts';
import { readClipLabels } from '../../datasets/tables/read-clip-labels.ts';
import { lockFolder } from '../batch/lock-folder.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { describeRound } from '../pseudo-labels/describe-round.ts';
import { labelRound, type LabelledRound } from '../pseudo-labels/label-round.ts';
import { openRound, type RoundPaths } from '../pseudo-labels/open-round.ts';
import { readLedger } from '../pseudo-labels/read-ledger.ts';
import { summariseRound } from '../pseudo-labels/summarise-round.ts';
import { toRoundFiles } from '../pseudo-labels/to-round-files.ts';
import { LEDGER_NAME, refuseOtherRound, writeRound } from '../pseudo-labels/write-round.ts';
import type { CommandContext } from './context.ts';

/** What a user asks for. */
export interface PseudoLabelOptions extends RoundPaths {
  readonly truth?: string;
  readonly eta: number;
  readonly agree: number;
  readonly perClass?: number;
  readonly balance?: boolean;
  readonly fallback?: number;
  readonly candidates: number;
  readonly changes: 'refuse' | 'take' | 'drop';
  readonly round: number;
  readonly out: string;
  readonly dropLeaks?: boolean;
  readonly allowLeak?: boolean;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/** `affekt pseudo-label` */
export function pseudoLabelCommand(context: CommandContext): Command {
  return new Command('pseudo-label')
    .summary('give labels to unlabelled clips that trained heads are sure of')
    .description('Selects unlabelled clips whose confidence is above a threshold for each class, found on labelled clips that the heads were not trained on, and\nwrites them as a table to train on. Each round adds to DIR/ledger.jsonl which label came from where.')
    .option('-m, --model <name=run>', 'folder of an `affekt train` run; once for each model', collect, {})
    .option('-p, --predictions <name=file>', 'what `affekt predict` wrote for the unlabelled clips; once for each model', collect, {})
    .option('--validation <name=file>', 'predictions on labelled clips with their truth, instead of validation.csv of the run', collect, {})
    .option('--weight <name=number>', 'how much a model counts in the mean (default: 1)', collectNumber, {})
    .option('-l, --labels <file>', 'the labels of the next training (default: those of the run)')
    .option('-u, --unlabelled <file>', 'a table of the clips that may be given labels, with speakers and videos (default: all predicted)')
    .option('--test-list <file>', 'a table of clips that are never to be trained on')
    .option('--column <kind=name>', 'what a column of tables is called: clip, expression, speaker, video, split', collect, {})
    .addOption(new Option('--eta <share>', 'share of the recognised labelled clips of a class that lie below its threshold').argParser(toShare).default(0.5))
    .addOption(new Option('--agree <models>', 'how many models must have the label as their own').argParser(toCount).default(1))
    .option('--per-class <clips>', 'at most this many of a class, the surest', toCount)
    .option('--balance', 'as many of each class as of the one with the fewest')
    .option('--fallback <confidence>', 'threshold of a class of which no labelled clip is recognised (default: none is selected)', toShare)
    .addOption(new Option('--candidates <probability>', 'candidate sets also hold classes that a model gives more than this').argParser(toShare).default(0.25))
    .option('--round <number>', 'round to make; the earlier ones are in DIR', toCount, 1)
    .addOption(new Option('--changes <what>', 'clips that an earlier round gave another label').choices(['refuse', 'take', 'drop']).default('refuse'))
    .option('--drop-leaks', 'leave out clips that are labelled or kept for the test, and pseudo-labels from validation')
    .option('--allow-leak', 'go on in spite of leaks; they are written into the ledger')
    .option('--truth <file>', 'labels of the unlabelled clips, for experiments: tells how often the selection is right')
    .option('-o, --out <dir>', 'folder of all rounds', 'pseudo-labels')
    .option('--dry-run', 'only tell what would be selected')
    .option('--json', 'print the summary as JSON')
    .addHelpText('after', '\nExit codes: 0 fine, 2 usage, data or a leak, 130 interrupted.')
    .action(async (options: PseudoLabelOptions) => context.exit(await pseudoLabel(options, context)));
}

/** Makes one round and resolves with the exit code. */
export async function pseudoLabel(options: PseudoLabelOptions, context: CommandContext): Promise<ExitCode> {
  if (options.dryRun === true) return makeRound(options, context);
  const lock = await lockFolder(options.out);
  try {
    return await makeRound(options, context);
  } finally {
    lock.release();
  }
}

async function makeRound(options: PseudoLabelOptions, { stdout, stderr, stop }: CommandContext): Promise<ExitCode> {
  const { out, round, truth, dryRun = false } = options;
  const ledger = await readLedger(join(out, LEDGER_NAME));
  const onLeak = options.allowLeak === true ? 'allow' : options.dropLeaks === true ? 'drop' : 'refuse';
  const inputs = await openRound(options, { round, rule: toRule(options), onLeak, ledger });
  const result = labelRound(inputs);
  refuseOtherRound(out, ledger, result.ledger.round);
  refuseConflicts(result);
  const summary = summariseRound(result);
  const told = truth === undefined ? summary : summariseRound(result, await readTruth(truth, result));
  if (stop.aborted) return EXIT.interrupted;
  for (const warning of told.warnings) stderr.write(`warning: ${warning}\n`);
  if (!dryRun) await writeRound(out, ledger, { result, files: toRoundFiles(result, summary) });
  stdout.write(options.json === true ? `${JSON.stringify(told)}\n` : describeRound(told).map((line) => `${line}\n`).join(''));
  if (!dryRun) stderr.write(nextStep(out, result));
  return EXIT.fine;
}

function toRule({ eta, agree, perClass, balance = false, fallback, candidates, changes, model, validation }: PseudoLabelOptions) {
  const models = new Set([...Object.keys(model), ...Object.keys(validation)]).size;
  if (models > 0 && agree > models) throw new ConfigError(`--agree ${agree}`, [`there ${models === 1 ? 'is 1 model' : `are ${models} models`}`], undefined, 'Ask for as many as there are, or fewer.');
  return { eta, agree, ...(perClass !== undefined && { perClass }), balance, ...(fallback !== undefined && { fallback }), candidates, changes };
}

/** Returns the class of each clip in a table; it is only compared with. */
async function readTruth(path: string, { inputs: { reading } }: LabelledRound): Promise<Map<string, number>> {
  const { clip, expression } = reading.columns;
  const labels = await readClipLabels(path, { ...reading.options, columns: { clip, expression } });
  return new Map(labels.flatMap((each) => (each.expression === undefined ? [] : [[each.clip, each.expression] as const])));
}

function refuseConflicts({ conflicts, inputs: { rule, classes, state, round } }: LabelledRound): void {
  const [first] = conflicts;
  if (first === undefined || rule.changes !== 'refuse') return;
  throw new DatasetError('LEAK', {
    path: `--round ${round}`,
    detail: `${conflicts.length} clips had another label in an earlier round: "${first.clip}" was ${state.history.get(first.clip)!} and is ${classes[first.label]!}`,
    next: 'Leave such clips out with --changes drop, or take the new label with --changes take.',
  });
}

function nextStep(out: string, { inputs: { models, round } }: LabelledRound): string {
  const runs = models.filter(({ config }) => config !== undefined);
  const written = `written: ${join(out, `train-round-${round}.csv`)}, ${join(out, `round-${round}`)}, ${join(out, LEDGER_NAME)}\n`;
  return written + runs.map(({ name }) => `next: affekt train --config ${join(out, `train-round-${round}${runs.length === 1 ? '' : `.${name}`}.json`)}\n`).join('');
}

function collect(given: string, all: Readonly<Record<string, string>>): Record<string, string> {
  const equals = given.indexOf('=');
  if (equals < 1 || equals === given.length - 1) throw new InvalidArgumentError('It is not of the form name=value, for instance voice=runs/voice.');
  const name = given.slice(0, equals);
  if (Object.hasOwn(all, name)) throw new InvalidArgumentError(`"${name}" is given twice.`);
  return { ...all, [name]: given.slice(equals + 1) };
}

function collectNumber(given: string, all: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries([...Object.entries(all), ...Object.entries(collect(given, {})).map(([name, text]) => [name, Number(text)] as const)]);
}

function toShare(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !(value >= 0 && value <= 1)) throw new InvalidArgumentError('It must be a number from 0 to 1.');
  return value;
}

function toCount(text: string): number {
  const value = Number(text);
  if (!(Number.isInteger(value) && value > 0)) throw new InvalidArgumentError('It must be a whole number above 0.');
  return value;
}
