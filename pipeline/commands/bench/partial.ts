import { extname, join } from 'node:path';
import { onnxEngine } from '../../../fusion/train/engine.ts';
import { openRuntime } from '../../../runtime/open-runtime.ts';
import { readLabelledVectors } from '../../bench/labelled-vectors.ts';
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
export interface PartialOptions extends Pick<PartialPlan, 'seeds' | 'epochs' | 'opensAt' | 'jitter' | 'blur' | 'scale'> {
  readonly features: string;
  readonly labels: string;
  readonly methods: readonly string[];
  readonly ambiguity: readonly number[];
  readonly noise: readonly number[];
  readonly out: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/** Compares methods on drawn candidate sets, writes the table, and resolves with the exit code. */
export async function partial({ methods, ambiguity, noise, out, json, quiet, ...options }: PartialOptions, { stdout, stderr, stop }: CommandContext): Promise<ExitCode> {
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
