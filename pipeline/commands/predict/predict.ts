import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { DEVICES } from '../../../configs/devices.ts';
import { openRuntime } from '../../../runtime/open-runtime.ts';
import { EXIT, type ExitCode } from '../../exit-codes.ts';
import { writeFileAtomically } from '../../export/write-file-atomically.ts';
import { readManifest } from '../../training/data/manifest.ts';
import { openPredictionData } from '../../training/data/open-prediction-data.ts';
import { openHead } from '../../training/open-head.ts';
import { predictTable } from '../../training/predict-table.ts';
import type { CommandContext } from '../context.ts';

/** Options of `affekt predict`. */
export interface PredictOptions {
  readonly features: Readonly<Record<string, string>>;
  readonly labels?: string;
  readonly out?: string;
  readonly device: 'auto' | (typeof DEVICES)[number];
}

/** Applies a head and resolves with the exit code. */
export async function predict(head: string, { features, labels, out, device }: PredictOptions, { stdout, stderr, stop }: CommandContext): Promise<ExitCode> {
  const folder = (await stat(head).catch(() => undefined))?.isDirectory() === true ? head : join(head, '..');
  const manifest = await readManifest(folder);
  const data = await openPredictionData(manifest, { features, ...(labels === undefined ? {} : { labels }), signal: stop });
  for (const warning of data.warnings) stderr.write(`warning: ${warning}\n`);
  await using runtime = await openRuntime({ device, workers: 1 });
  await using session = await openHead(folder === head ? join(folder, 'head.onnx') : head, manifest, runtime);
  const { text, scores } = await predictTable({ manifest, data, session, signal: stop });
  if (stop.aborted) return EXIT.interrupted;
  if (out === undefined) stdout.write(text);
  else await writeFileAtomically(out, text);
  if (scores !== undefined) stderr.write(`${Object.entries(scores).map(([name, score]) => `${name} ${score.toFixed(4)}`).join(', ')}\n`);
  return EXIT.fine;
}
