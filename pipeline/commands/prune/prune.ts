import type { DEVICES } from '../../../configs/devices.ts';
import type { Method } from '../../../plugins/block-influence/order-blocks.ts';
import { pruneModel, type Pruned } from '../../../plugins/block-influence/prune-model.ts';
import { timeRuns } from '../../../plugins/block-influence/time-runs.ts';
import { findResidualStream } from '../../../runtime/onnx/residual/find-residual-stream.ts';
import { unfuseSums } from '../../../runtime/onnx/residual/unfuse-sums.ts';
import type { OnnxDocument } from '../../../runtime/onnx/surgery/onnx-document.ts';
import { openDocument } from '../../../runtime/onnx/surgery/open-document.ts';
import { readDocument } from '../../../runtime/onnx/surgery/read-document.ts';
import { encodeDocument, writeDocument } from '../../../runtime/onnx/surgery/write-document.ts';
import { openRuntime } from '../../../runtime/open-runtime.ts';
import type { Port } from '../../../runtime/runtime.ts';
import { EXIT, type ExitCode } from '../../exit-codes.ts';
import { OutputError } from '../../export/output-error.ts';
import { writeFileAtomically } from '../../export/write-file-atomically.ts';
import { findTools } from '../../media/find-tools.ts';
import { findModelFile } from '../../pruning/find-model-file.ts';
import { openRuns } from '../../pruning/open-runs.ts';
import { pruningTable } from '../../pruning/pruning-table.ts';
import type { CommandContext } from '../context.ts';
import { openStore } from '../models/open-store.ts';
import { toSize } from '../show/to-size.ts';
import { showRuns } from './show-runs.ts';

/** Options of `affekt prune`. */
export interface PruneOptions {
  readonly layers?: number;
  readonly keepQuality?: number;
  readonly clips: readonly string[];
  readonly inputs?: string;
  readonly method: Method;
  readonly boundaries?: readonly string[];
  readonly as?: string;
  readonly limit: number;
  readonly out?: string;
  readonly device: 'auto' | (typeof DEVICES)[number];
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/** Measures, removes, and resolves with the exit code. */
export async function prune(named: string, options: PruneOptions, context: CommandContext): Promise<ExitCode> {
  return measureAndRemove(named, options, context).catch((error: unknown) => {
    if (!context.stop.aborted) throw error;
    return EXIT.interrupted; // Whatever broke in the middle of it
  });
}

async function measureAndRemove(named: string, options: PruneOptions, context: CommandContext): Promise<ExitCode> {
  const { environment, stdout, stop: signal } = context;
  const { clips, inputs, limit, layers, keepQuality, method, out } = options;
  const model = await findModelFile(named, openStore({ mirrors: [], offline: true }, environment), options.as);
  const document = unfuseSums(await readDocument(model.path));
  const stream = findResidualStream(document, options.boundaries);
  await using runtime = await openRuntime({ device: options.device, workers: 1 });
  const ports = await portsOf(document, { runtime, name: model.name, signal });
  const runs = await openRuns({ ...model, ports }, { clips, inputs, limit, signal, tools: () => findTools(environment) });
  const view = showRuns(context, options);
  const pruned = await pruneModel({ name: model.name, document, stream }, { runtime, runs, method, layers, keepQuality, signal, onPass: view.pass, onRun: view.run });
  view.end();
  stdout.write(options.json === true ? `${JSON.stringify(pruned.report, null, 2)}\n` : pruningTable(pruned.report));
  if (pruned.report.removed.length > 0 && out !== undefined) await save(pruned, { out, before: document, seconds: await timeRuns([document, pruned.document], runs, { runtime, signal }) }, context);
  return EXIT.fine;
}

async function portsOf(document: OnnxDocument, opening: Parameters<typeof openDocument>[1]): Promise<readonly Port[]> {
  await using session = await openDocument(document, opening);
  return session.inputs;
}

interface Saving {
  readonly out: string;
  readonly before: OnnxDocument;
  /** Of a run, before and after. */
  readonly seconds: readonly number[];
}

/** The report holds nothing that differs from run to run; times are only told. */
async function save({ document, report }: Pruned, { out, before, seconds }: Saving, { stderr, stop }: CommandContext): Promise<void> {
  const { bytes } = await writeDocument(document, out, stop).catch((error: unknown) => {
    throw stop.aborted ? error : OutputError.from(error, out);
  });
  await writeFileAtomically(`${out}.pruning.json`, `${JSON.stringify(report, null, 2)}\n`);
  const whole = encodedBytes(before);
  const [slow, fast] = [1000 * seconds[0]!, 1000 * seconds[1]!];
  stderr.write(`${out}: ${toSize(bytes)}, ${(bytes / whole).toFixed(2)} of before; ${fast.toFixed(1)} ms a run, ${(fast / slow).toFixed(2)} of before\n`);
}

function encodedBytes(document: OnnxDocument): number {
  return encodeDocument(document).length + document.tensors.reduce((sum, { external }) => sum + (external?.length ?? 0), 0);
}
