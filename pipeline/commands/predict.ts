import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Command, Option } from 'commander';
import { ConfigError } from '../../configs/config-error.ts';
import { DEVICES } from '../../configs/schema.ts';
import { openRuntime } from '../../runtime/open-runtime.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { writeFileAtomically } from '../export/write-file-atomically.ts';
import { readManifest } from '../training/data/manifest.ts';
import { openPredictionData } from '../training/data/open-prediction-data.ts';
import { openHead } from '../training/open-head.ts';
import { predictTable } from '../training/predict-table.ts';
import type { CommandContext } from './context.ts';

interface PredictOptions {
  readonly features: Readonly<Record<string, string>>;
  readonly labels?: string;
  readonly out?: string;
  readonly device: 'auto' | (typeof DEVICES)[number];
}

/** `affekt predict HEAD` */
export function predictCommand(context: CommandContext): Command {
  return new Command('predict')
    .summary('apply a trained head to feature files')
    .description('Prints a table with one line a clip, or one a frame: class, probabilities, valence, arousal. What the head was trained with is in manifest.json beside it.')
    .argument('<head>', 'head.onnx of a training run, or the folder of the run')
    .requiredOption('-f, --features <modality=folder>', 'feature folder of a modality; once for each', collect, {})
    .option('-l, --labels <file>', 'a table of labels as in training: its answers are scored')
    .option('-o, --out <file>', 'write the table here instead of on standard output')
    .addOption(new Option('-d, --device <name>', 'where the head runs').choices(['auto', ...DEVICES]).default('cpu'))
    .action(async (head: string, options: PredictOptions) => context.exit(await predict(head, options, context)));
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

function collect(given: string, all: Readonly<Record<string, string>>): Record<string, string> {
  const equals = given.indexOf('=');
  if (equals < 1 || equals === given.length - 1) throw new ConfigError(`--features ${given}`, ['is not of the form modality=folder'], undefined, 'Give for instance --features audio=features/audio-UTT.');
  return { ...all, [given.slice(0, equals)]: given.slice(equals + 1) };
}
