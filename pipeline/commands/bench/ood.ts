import { basename, join } from 'node:path';
import { ConfigError } from '../../../configs/config-error.ts';
import { DatasetError } from '../../../datasets/dataset-error.ts';
import { readNpy } from '../../../datasets/features/npy/read-npy.ts';
import { onnxEngine } from '../../../fusion/train/engine.ts';
import { openRuntime } from '../../../runtime/open-runtime.ts';
import { readLabelledVectors, type LabelledVectors } from '../../bench/labelled-vectors.ts';
import { vectorAt } from '../../bench/ood/hold-out.ts';
import { runOodBench, type OodPlan, type OodRecord } from '../../bench/ood/ood-bench.ts';
import { oodTable, type OodMetric } from '../../bench/ood/ood-table.ts';
import type { PictureSize } from '../../bench/ood/strangers.ts';
import { EXIT, type ExitCode } from '../../exit-codes.ts';
import { quoteCell } from '../../export/quote-cell.ts';
import { writeFileAtomically } from '../../export/write-file-atomically.ts';
import type { CommandContext } from '../context.ts';
import { toTable } from '../show/to-table.ts';
import { toClock } from '../show/to-clock.ts';

/** Options of `affekt bench ood`. */
export interface OodOptions extends Pick<OodPlan, 'seeds' | 'epochs' | 'methods'> {
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

/** Compares gates on strangers, writes the tables, and resolves with the exit code. */
export async function ood({ out, json, quiet, ...options }: OodOptions, { stdout, stderr, stop }: CommandContext): Promise<ExitCode> {
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
