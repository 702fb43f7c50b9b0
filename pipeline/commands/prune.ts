import { Command, InvalidArgumentError, Option } from 'commander';
import { DEVICES } from '../../configs/schema.ts';
import { openModelStore } from '../../extractors/models/store/open-model-store.ts';
import { METHODS, type Method } from '../../plugins/block-influence/order-blocks.ts';
import { pruneModel, type Pruned } from '../../plugins/block-influence/prune-model.ts';
import { timeRuns } from '../../plugins/block-influence/time-runs.ts';
import { findResidualStream } from '../../runtime/onnx/residual/find-residual-stream.ts';
import { unfuseSums } from '../../runtime/onnx/residual/unfuse-sums.ts';
import type { OnnxDocument } from '../../runtime/onnx/surgery/onnx-document.ts';
import { openDocument } from '../../runtime/onnx/surgery/open-document.ts';
import { readDocument } from '../../runtime/onnx/surgery/read-document.ts';
import { encodeDocument, writeDocument } from '../../runtime/onnx/surgery/write-document.ts';
import { openRuntime } from '../../runtime/open-runtime.ts';
import type { Port } from '../../runtime/runtime.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { OutputError } from '../export/output-error.ts';
import { writeFileAtomically } from '../export/write-file-atomically.ts';
import { findTools } from '../media/find-tools.ts';
import { findModelFile } from '../pruning/find-model-file.ts';
import { openRuns } from '../pruning/open-runs.ts';
import { pruningTable } from '../pruning/pruning-table.ts';
import type { CommandContext } from './context.ts';
import { modelSettings } from './model-settings.ts';
import { toSize } from './models/to-size.ts';
import { showRuns } from './show-runs.ts';
import { toCount } from './to-count.ts';

interface PruneOptions {
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

/** `affekt prune MODEL` */
export function pruneCommand(context: CommandContext): Command {
  const methods = Object.entries(METHODS).map(([name, about]) => `  ${name.padEnd(12)} ${about}`);
  return new Command('prune')
    .summary('remove the layers of a transformer that do least on your clips (ShortGPT)')
    .description('Finds the blocks of an ONNX file by their structure, measures on clips how much each turns the states that pass it (Block Influence), and removes those that do least.\nWithout --layers and --keep-quality it only measures.')
    .argument('<model>', 'an ONNX file, or a model as `affekt models list` names it')
    .option('--layers <n>', 'how many layers go', toCount)
    .option('--keep-quality <cosine>', 'least mean cosine of the features to those of the whole model; without --layers as many go as keep it', toCosine)
    .option('-c, --clips <paths...>', 'clips and folders of them for a speech encoder; .txt files with a text in each line, transcripts, or clips that have them for a text encoder', [])
    .option('--inputs <file>', 'instead of clips: a .npz file with an array for each input, items along the first axis')
    .addOption(new Option('-m, --method <name>', 'which layers go').choices(Object.keys(METHODS)).default('influence'))
    .option('--boundaries <names...>', 'names of the states between blocks, where they are not found')
    .option('--as <id>', 'the known model that a file is: says how it is fed')
    .option('--limit <n>', 'most runs of the model in a pass', toCount, 256)
    .option('-o, --out <file>', 'where the smaller model goes; what was measured goes to FILE.pruning.json')
    .addOption(new Option('-d, --device <name>', 'where the model runs').choices(['auto', ...DEVICES]).default('auto'))
    .option('--json', 'print what was measured as JSON')
    .option('-q, --quiet', 'print no progress')
    .addHelpText('after', `\nMethods:\n${methods.join('\n')}\n\nExit codes: 0 fine, 2 usage, or less alike than wanted, 3 model missing, 4 device unavailable, 130 interrupted.`)
    .action(async (model: string, options: PruneOptions, command: Command) => {
      const removes = options.layers !== undefined || options.keepQuality !== undefined;
      if (removes && options.out === undefined) command.error('error: --out FILE is missing. Say where the smaller model goes.');
      if ((options.clips.length > 0) === (options.inputs !== undefined)) command.error('error: give either --clips or --inputs. Influence is measured on your own data.');
      context.exit(await prune(model, options, context).catch((error: unknown) => {
        if (!context.stop.aborted) throw error;
        return EXIT.interrupted; // Whatever broke in the middle of it
      }));
    });
}

/** Measures, removes, and resolves with the exit code. */
async function prune(named: string, options: PruneOptions, context: CommandContext): Promise<ExitCode> {
  const { environment, stdout, stop: signal } = context;
  const { clips, inputs, limit, layers, keepQuality, method, out } = options;
  const model = await findModelFile(named, openModelStore(modelSettings({ folder: null, mirrors: [], offline: true }, environment)), options.as);
  const document = unfuseSums(await readDocument(model.path));
  const stream = findResidualStream(document, options.boundaries);
  await using runtime = await openRuntime({ device: options.device, workers: 1 });
  const ports = await portsOf(document, { runtime, name: model.name, signal });
  const runs = await openRuns({ ...model, ports }, { clips, inputs, limit, signal, tools: () => findTools({ ffmpeg: environment.ffmpeg, ffprobe: environment.ffprobe }) });
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

function toCosine(text: string): number {
  const cosine = Number(text);
  if (text.trim() === '' || !(cosine > 0 && cosine <= 1)) throw new InvalidArgumentError('It must be a number above 0 and at most 1.');
  return cosine;
}
