import { extname, join } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { onnxEngine } from '../../fusion/train/engine.ts';
import { openRuntime } from '../../runtime/open-runtime.ts';
import { readLabelledVectors } from '../bench/labelled-vectors.ts';
import { countRuns, runPartialBench, type PartialPlan, type PartialRecord } from '../bench/partial-bench.ts';
import { PARTIAL_ENTRANTS } from '../bench/partial-entrants.ts';
import { partialTable } from '../bench/partial-table.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { readClipVectors } from '../bench/read-clip-vectors.ts';
import { quoteCell } from '../export/quote-cell.ts';
import { writeFileAtomically } from '../export/write-file-atomically.ts';
import { oodCommand } from './bench-ood.ts';
import type { CommandContext } from './context.ts';
import { toTable } from './models/to-table.ts';
import { toClock } from './to-clock.ts';
import { toCount } from './to-count.ts';

interface PartialOptions extends Pick<PartialPlan, 'seeds' | 'epochs' | 'opensAt' | 'jitter' | 'blur' | 'scale'> {
  readonly features: string;
  readonly labels: string;
  readonly methods: readonly string[];
  readonly ambiguity: readonly number[];
  readonly noise: readonly number[];
  readonly out: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/** `affekt bench …` */
export function benchCommand(context: CommandContext): Command {
  return new Command('bench').summary('compare methods on data of your own').addCommand(partialCommand(context)).addCommand(oodCommand(context));
}

function partialCommand(context: CommandContext): Command {
  return new Command('partial')
    .summary('compare ways to learn from candidate labels')
    .description('Draws candidate sets around known labels, with other classes by q and without the truth by η, trains a small network on them by each method, and tells its accuracy on 30 % of the data that it never saw: the mean of the last five epochs.\nThe same command goes on where it was stopped.')
    .requiredOption('--features <path>', 'vectors: an .npy file, one row for each example, or a folder of CLIP.npy')
    .requiredOption('--labels <file>', 'classes: an .npy file of whole numbers from 0, or a table with name and expression')
    .option('-m, --methods <names>', `of ${Object.keys(PARTIAL_ENTRANTS).join(', ')}`, toMethods, Object.keys(PARTIAL_ENTRANTS))
    .option('--ambiguity <shares>', 'q: probability that a wrong class is a candidate', toShares, [0.3])
    .option('--noise <shares>', 'η: probability that the truth is none', toShares, [0.1, 0.2, 0.3])
    .option('--seeds <number>', 'runs of each, with other splits and sets', toCount, 5)
    .option('--epochs <number>', 'of each run', toCount, 100)
    .option('--opens-at <epoch>', 'e₀: when λ and corrections begin', toCount, 20)
    .option('--jitter <deviations>', 'noise that makes a view of an example', toAmount, 0.3)
    .option('--blur <deviations>', 'noise that every example gets, once: makes easy data hard', toAmount, 0)
    .addOption(new Option('--scale <by>', 'what features are divided by: one deviation, or each dimension by its own').choices(['all', 'each']).default('all'))
    .option('-o, --out <dir>', 'folder of the results', 'bench')
    .option('--json', 'print each run as a line of JSON on standard output')
    .option('-q, --quiet', 'print no progress')
    .action(async (options: PartialOptions) => context.exit(await partial(options, context)));
}

async function partial({ methods, ambiguity, noise, out, json, quiet, ...options }: PartialOptions, { stdout, stderr, stop }: CommandContext): Promise<ExitCode> {
  const data = await (extname(options.labels) === '.npy' ? readLabelledVectors : readClipVectors)(options.features, options.labels);
  await using runtime = await openRuntime({ device: 'cpu', workers: 1, threads: 1 });
  const plan: PartialPlan = { ...options, data, entrants: methods, ambiguities: ambiguity, noises: noise, ledger: join(out, 'partial.jsonl'), engine: onnxEngine(runtime), signal: stop };
  const total = countRuns(plan);
  const records: PartialRecord[] = [];
  const started = Date.now();
  for await (const record of runPartialBench(plan)) {
    records.push(record);
    if (json === true) stdout.write(`${JSON.stringify(record)}\n`);
    const fresh = records.filter(({ kept }) => !kept).length;
    if (quiet !== true && !record.kept) stderr.write(`[${records.length}/${total}] ${record.entrant}, q ${record.point.ambiguity}, η ${record.point.noise}, seed ${record.point.seed}: ${(record.accuracy * 100).toFixed(1)} %  about ${toClock(((Date.now() - started) / 1000 / fresh) * (total - records.length))} left\n`);
  }
  const rows = partialTable(records);
  if (records.length > 0) await writeFileAtomically(join(out, 'partial.csv'), rows.map((row) => `${row.map(quoteCell).join(',')}\n`).join(''));
  if (json !== true) stdout.write(toTable(rows));
  return stop.aborted ? EXIT.interrupted : EXIT.fine;
}

function toMethods(text: string): string[] {
  const names = text.split(',').map((name) => name.trim());
  const unknown = names.find((name) => !Object.hasOwn(PARTIAL_ENTRANTS, name));
  if (unknown !== undefined) throw new InvalidArgumentError(`There is no "${unknown}" among ${Object.keys(PARTIAL_ENTRANTS).join(', ')}.`);
  return names;
}

function toShares(text: string): number[] {
  const shares = text.split(',').map(Number);
  if (!shares.every((share) => share >= 0 && share <= 1)) throw new InvalidArgumentError('They must be numbers from 0 to 1, with commas between them.');
  return shares;
}

function toAmount(text: string): number {
  const amount = Number(text);
  if (!(amount >= 0 && Number.isFinite(amount))) throw new InvalidArgumentError('It must be a number of at least 0.');
  return amount;
}
