import { extname, join } from 'node:path';
import { ConfigError } from '../../../configs/config-error.ts';
import { pictureSchema } from '../../../configs/training/partial-schema.ts';
import { onnxEngine } from '../../../fusion/train/engine.ts';
import type { PictureViews } from '../../../fusion/train/partial/augment-features.ts';
import { pictureLength } from '../../../fusion/train/partial/augment-picture.ts';
import { openRuntime } from '../../../runtime/open-runtime.ts';
import { readLabelledVectors, type LabelledVectors, type VectorScale } from '../../bench/labelled-vectors.ts';
import { countRuns, runPartialBench, type PartialPlan, type PartialRecord } from '../../bench/partial-bench.ts';
import { partialTable } from '../../bench/partial-table.ts';
import { EXIT, type ExitCode } from '../../exit-codes.ts';
import { readClipVectors } from '../../bench/read-clip-vectors.ts';
import { quoteCell } from '../../export/quote-cell.ts';
import { writeFileAtomically } from '../../export/write-file-atomically.ts';
import type { CommandContext } from '../context.ts';
import { toTable } from '../show/to-table.ts';
import { toClock } from '../show/to-clock.ts';

/** Options of `affekt bench partial`. */
export interface PartialOptions extends Pick<PartialPlan, 'seeds' | 'epochs' | 'opensAt' | 'jitter' | 'blur'> {
  readonly features: string;
  readonly labels: string;
  readonly group?: string;
  readonly methods: readonly string[];
  readonly ambiguity: readonly number[];
  readonly noise: readonly number[];
  readonly picture?: readonly [rows: number, columns: number, channels: number];
  readonly flip?: boolean;
  readonly shift?: number;
  readonly rotation?: number;
  readonly scale?: VectorScale;
  readonly out: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/** Compares methods on drawn candidate sets, writes the table, and resolves with the exit code. */
export async function partial({ methods, ambiguity, noise, picture, flip, shift, rotation, scale = picture === undefined ? 'all' : 'one', out, json, quiet, ...options }: PartialOptions, { stdout, stderr, stop }: CommandContext): Promise<ExitCode> {
  const data = await readData(options);
  const views = toViews(data, picture, { flip, shift, rotation });
  await using runtime = await openRuntime({ device: 'cpu', workers: 1, threads: 1 });
  const plan: PartialPlan = { ...options, data, scale, picture: views, entrants: methods, ambiguities: ambiguity, noises: noise, ledger: join(out, 'partial.jsonl'), engine: onnxEngine(runtime), signal: stop };
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

async function readData({ features, labels, group }: Pick<PartialOptions, 'features' | 'labels' | 'group'>): Promise<LabelledVectors> {
  if (extname(labels) !== '.npy') return readClipVectors(features, labels, group);
  if (group !== undefined) throw new ConfigError('--group', [`${labels} has classes only, and "${group}" would be a column`], undefined, 'Give the labels as a table.');
  return readLabelledVectors(features, labels);
}

/** The views of pictures that training has, where nothing else is said; mirrored only if that is asked for. */
function toViews({ dimensions }: LabelledVectors, size: PartialOptions['picture'], changes: { readonly [Name in 'flip' | 'shift' | 'rotation']: PartialOptions[Name] | undefined }): PictureViews | undefined {
  const [asked] = Object.entries(changes).flatMap(([name, value]) => (value === undefined ? [] : [`--${name}`]));
  if (size === undefined && asked !== undefined) throw new ConfigError(asked, ['it says how pictures are changed, and the vectors are not said to be any'], undefined, 'Give the size of the pictures with --picture.');
  if (size === undefined) return undefined;
  if (pictureLength(size) !== dimensions) throw new ConfigError('--picture', [`a picture of ${size.join(' × ')} has ${pictureLength(size)} numbers, and the vectors have ${dimensions}`], undefined, 'Give rows, columns and channels as the vectors were written.');
  const chosen = { ...changes, flip: changes.flip ?? false };
  return pictureSchema.parse({ size, weak: chosen, strong: chosen });
}
