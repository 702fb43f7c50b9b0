import { basename, join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { ConfigError } from '../../configs/config-error.ts';
import { DatasetError } from '../../datasets/dataset-error.ts';
import { readNpy } from '../../datasets/features/npy/read-npy.ts';
import { onnxEngine } from '../../fusion/train/engine.ts';
import { GATE_METHODS } from '../../plugins/gate/gate-methods.ts';
import { openRuntime } from '../../runtime/open-runtime.ts';
import { readLabelledVectors, type LabelledVectors } from '../bench/labelled-vectors.ts';
import { vectorAt } from '../bench/ood/hold-out.ts';
import { runOodBench, type OodPlan, type OodRecord } from '../bench/ood/ood-bench.ts';
import { oodTable, type OodMetric } from '../bench/ood/ood-table.ts';
import type { PictureSize } from '../bench/ood/strangers.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { quoteCell } from '../export/quote-cell.ts';
import { writeFileAtomically } from '../export/write-file-atomically.ts';
import type { CommandContext } from './context.ts';
import { toTable } from './models/to-table.ts';
import { toClock } from './to-clock.ts';
import { toCount } from './to-count.ts';

interface OodOptions extends Pick<OodPlan, 'seeds' | 'epochs' | 'methods'> {
  readonly features: string;
  readonly labels: string;
  readonly picture?: PictureSize;
  readonly held?: readonly (readonly number[])[];
  readonly outliers: readonly string[];
  readonly out: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

const METRICS: readonly OodMetric[] = ['auroc', 'fpr95', 'auprIn', 'auprOut'];

/** `affekt bench ood` */
export function oodCommand(context: CommandContext): Command {
  return new Command('ood')
    .summary('compare ways to tell what a classifier knows from what it does not')
    .description('Trains small networks without some classes, and tells how well each method tells the test vectors from strangers: those classes, and made ones. Settings are chosen on Gaussian noise.\nThe same command goes on where it was stopped.')
    .requiredOption('--features <npy>', 'vectors, one row for each example')
    .requiredOption('--labels <npy>', 'classes, whole numbers from 0')
    .option('--picture <rows>x<columns>', 'the vectors are pictures: a convolutional network reads them', toSize)
    .option('-m, --methods <names>', `of ${Object.keys(GATE_METHODS).join(', ')}`, toMethods, Object.keys(GATE_METHODS))
    .option('--held <classes>', 'classes to hold out, as 8-9,0-1; default: all two by two', toHeld)
    .option('--outliers <npy>', 'further strangers, one row each; may be given again', (path: string, all: readonly string[]) => [...all, path], [])
    .option('--seeds <number>', 'networks for each', toCount, 2)
    .option('--epochs <number>', 'of each network', toCount, 30)
    .option('-o, --out <dir>', 'folder of the results', 'bench')
    .option('--json', 'print each network as a line of JSON on standard output')
    .option('-q, --quiet', 'print no progress')
    .action(async (options: OodOptions) => context.exit(await ood(options, context)));
}

async function ood({ out, json, quiet, ...options }: OodOptions, { stdout, stderr, stop }: CommandContext): Promise<ExitCode> {
  const data = await readLabelledVectors(options.features, options.labels);
  await using runtime = await openRuntime({ device: 'cpu', workers: 1, threads: 1 });
  const held = options.held ?? twoByTwo(data.classes);
  check(data, held, options.picture);
  const plan: OodPlan = { ...options, data, held, size: options.picture, others: await readOthers(options.outliers, data.dimensions), ledger: join(out, 'ood.jsonl'), engine: onnxEngine(runtime), signal: stop };
  const [total, started, records] = [held.length * options.seeds, Date.now(), [] as OodRecord[]];
  for await (const record of runOodBench(plan)) {
    records.push(record);
    if (json === true) stdout.write(`${JSON.stringify(record)}\n`);
    const fresh = records.filter(({ kept }) => !kept).length;
    if (quiet !== true && !record.kept) stderr.write(`[${records.length}/${total}] without ${record.point.held.join(', ')}, seed ${record.point.seed}: ${(100 * record.accuracy).toFixed(1)} % right  about ${toClock(((Date.now() - started) / 1000 / fresh) * (total - records.length))} left\n`);
  }
  if (records.length === 0) return stop.aborted ? EXIT.interrupted : EXIT.fine;
  for (const metric of METRICS) await writeFileAtomically(join(out, `ood-${metric}.csv`), oodTable(records, metric).map((row) => `${row.map(quoteCell).join(',')}\n`).join(''));
  if (json !== true) for (const metric of ['auroc', 'fpr95'] as const) stdout.write(`${toTable(oodTable(records, metric))}\n`);
  return stop.aborted ? EXIT.interrupted : EXIT.fine;
}

function twoByTwo(classes: number): number[][] {
  return Array.from({ length: Math.floor(classes / 2) }, (_, pair) => [2 * pair, 2 * pair + 1]);
}

function check({ classes, dimensions }: LabelledVectors, held: readonly (readonly number[])[], size: PictureSize | undefined): void {
  const unknown = held.flat().find((label) => label >= classes);
  if (unknown !== undefined) throw new ConfigError('--held', [`names class ${unknown}, and there are ${classes}, from 0`], undefined, 'Name classes of the labels.');
  const short = held.find((each) => classes - new Set(each).size < 2);
  if (short !== undefined) throw new ConfigError('--held', [`leaves ${classes - new Set(short).size} of ${classes} classes without ${short.join(', ')}`], undefined, 'Leave two classes at least.');
  if (size !== undefined && size[0] * size[1] !== dimensions) throw new ConfigError('--picture', [`${size.join('x')} are ${size[0] * size[1]} pixels, and the vectors have ${dimensions}`], undefined, 'Give the height and width of one picture.');
}

async function readOthers(paths: readonly string[], dimensions: number): Promise<Record<string, Float32Array[]>> {
  const others: Record<string, Float32Array[]> = {};
  for (const path of paths) {
    const { shape, data } = await readNpy(path);
    if (shape.length !== 2 || shape[1] !== dimensions) throw new DatasetError('DIMENSIONS', { path, detail: `has the shape [${shape.join(', ')}], and the vectors have ${dimensions} dimensions` });
    const values = Float32Array.from(data, Number);
    others[basename(path, '.npy')] = Array.from({ length: shape[0]! }, (_, row) => vectorAt({ values, dimensions }, row));
  }
  return others;
}

function toSize(text: string): PictureSize {
  const [rows, columns, ...rest] = text.split('x').map(Number);
  if (rest.length > 0 || !Number.isInteger(rows) || !Number.isInteger(columns) || rows! < 4 || columns! < 4) throw new InvalidArgumentError('It must be of the form 8x8, with 4 pixels a side at least.');
  return [rows!, columns!];
}

function toMethods(text: string): string[] {
  const names = text.split(',').map((name) => name.trim());
  const unknown = names.find((name) => !Object.hasOwn(GATE_METHODS, name));
  if (unknown !== undefined) throw new InvalidArgumentError(`There is no "${unknown}" among ${Object.keys(GATE_METHODS).join(', ')}.`);
  return names;
}

function toHeld(text: string): number[][] {
  const held = text.split(',').map((each) => each.split('-').map(Number));
  if (!held.flat().every((label) => Number.isInteger(label) && label >= 0)) throw new InvalidArgumentError('It must be classes joined by hyphens, with commas between: 8-9,0-1.');
  return held;
}
