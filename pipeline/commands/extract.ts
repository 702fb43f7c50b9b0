import { Command, InvalidArgumentError, Option } from 'commander';
import { lastValueFrom, tap, toArray } from 'rxjs';
import { DEVICES } from '../../configs/schema.ts';
import type { HiddenLayers } from '../../extractors/encoders/hidden-layers.ts';
import { SPEECH_ENCODERS } from '../../extractors/models/registry/speech-encoders.ts';
import { TEXT_ENCODERS } from '../../extractors/models/registry/text-encoders.ts';
import { openTranscripts } from '../words/open-transcripts.ts';
import { openModelStore } from '../../extractors/models/store/open-model-store.ts';
import { openRuntime } from '../../runtime/open-runtime.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { FORMATS, type ExtractionEvent, type ExtractionPlan } from '../extraction/extraction-plan.ts';
import { FEATURE_SETS } from '../extraction/feature-sets.ts';
import { FEATURE_NAMES, openFeatures } from '../extraction/open-features.ts';
import { runExtraction } from '../extraction/run-extraction.ts';
import { writeClipTable } from '../extraction/write-clip-table.ts';
import { findClips } from '../media/find-clips.ts';
import { findTools } from '../media/find-tools.ts';
import type { CommandContext } from './context.ts';
import { modelSettings } from './model-settings.ts';
import { countOutcomes, showClips } from './show-clips.ts';
import type { ViewContext } from './show-events.ts';

interface ExtractOptions {
  readonly features: string;
  readonly level: ExtractionPlan['level'];
  readonly format: ExtractionPlan['format'];
  readonly out: string;
  readonly layers?: HiddenLayers;
  readonly transcripts?: string;
  readonly device: 'auto' | (typeof DEVICES)[number];
  readonly offline?: boolean;
  readonly force: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/** `affekt extract FILES… --features NAME` */
export function extractCommand(context: CommandContext): Command {
  const sets = Object.entries(FEATURE_SETS).map(([name, { about }]) => `  ${name.padEnd(20)} ${about}`);
  const listed = (cards: Readonly<Record<string, { readonly title: string }>>) => Object.entries(cards).map(([name, { title }]) => `  ${name.padEnd(23)} ${title}`).join('\n');
  return new Command('extract')
    .summary('write features of sound, words and faces as tables or .npy files')
    .description('Measures features of videos, sound files and folders of them. With --level utt one row a clip: OUT/NAME-UTT.csv, and OUT/NAME-UTT/CLIP.npy; with --level frame a file for each clip in OUT/NAME-FRA.\nThe same command goes on where it was stopped.')
    .argument('<files...>', 'videos, sound files, folders of them')
    .addOption(new Option('-f, --features <name>', 'what is measured: one of those below, or the ONNX file of an encoder or a decoder that `affekt models build` made').argParser(toFeatures).makeOptionMandatory())
    .addOption(new Option('-l, --level <level>', 'one row for a clip, or one for each frame').choices(['utt', 'frame']).default('utt'))
    .addOption(new Option('--format <format>', 'how tables are written; npy: MERTools’ folders, without a table').choices(FORMATS).default('csv'))
    .option('-o, --out <dir>', 'folder of the results', 'features')
    .addOption(new Option('--layers <layers>', 'of an encoder: its last layer, or the sum of its last four').choices(['last', 'last-four-sum']))
    .option('-t, --transcripts <path>', 'of an encoder of words: where transcripts are, a folder or a table with the names of clips (default: beside each clip)')
    .addOption(new Option('-d, --device <name>', 'where an encoder runs').choices(['auto', ...DEVICES]).default('auto'))
    .option('--offline', 'never use the network')
    .option('--force', 'measure again what is there', false)
    .option('--json', 'print what became of each clip as a line of JSON on standard output')
    .option('-q, --quiet', 'print no progress')
    .addHelpText('after', `\nFeatures:\n${sets.join('\n')}\n\nEncoders of speech, with --layers; you build or export them once, see \`affekt models get NAME\`:\n${listed(SPEECH_ENCODERS)}\n\nEncoders of words, likewise, of the transcripts of the clips; with --format npy a frame is a token:\n${listed(TEXT_ENCODERS)}\n\nExit codes: 0 fine, 2 usage or folders, 3 model missing, 4 device unavailable, 5 some clips failed, 6 all clips failed, 130 interrupted.`)
    .action(async (files: readonly string[], options: ExtractOptions) => context.exit(await extract(files, options, { ...context, ...options })));
}

/** Extracts features and resolves with the exit code. */
export async function extract(files: readonly string[], options: ExtractOptions, context: ViewContext): Promise<ExitCode> {
  const { environment, stop } = context;
  const { level, format, out, force, layers, device, offline } = options;
  const notes = new Set<string>();
  await using sources = new AsyncDisposableStack();
  const models = async () => ({ store: openModelStore(modelSettings({ folder: null, mirrors: [], offline: offline ?? false }, environment)), runtime: sources.use(await openRuntime({ device, workers: 1 })) });
  const features = sources.use(await openFeatures(options.features, { layers, models, onNote: (note) => void notes.add(note) }));
  const tools = await findTools({ ffmpeg: environment.ffmpeg, ffprobe: environment.ffprobe });
  const missing: ExtractionEvent[] = [];
  const clips = await findClips(files, (error) => missing.push({ type: 'clip', clip: error.path, outcome: 'failed', message: error.message }));
  const plan: ExtractionPlan = { name: features.name, set: features.set, ...(features.set.of === 'words' && { transcripts: await openTranscripts(options.transcripts) }), level, format, out, force, tools, signal: stop };
  const view = showClips<ExtractionEvent>(context, clips.length);
  missing.forEach(view.event);
  const events = clips.length === 0 ? [] : await lastValueFrom((await runExtraction(clips, plan)).pipe(tap(view.event), toArray()));
  const there = events.filter(({ outcome }) => outcome !== 'failed').map(({ clip }) => clip);
  const table = level === 'utt' && format !== 'npy' && there.length > 0 ? await writeClipTable(there, plan) : undefined;
  const all = [...missing, ...events];
  const toCome = stop.aborted && clips.length > all.length ? [`${clips.length - all.length} to come`] : [];
  const counts = [...countOutcomes(all, { done: 'measured', kept: 'kept', failed: 'failed' }), ...toCome].join(', ');
  if (options.quiet !== true) for (const note of notes) context.stderr.write(`note: ${note}\n`);
  view.end(table === undefined ? counts : `${counts}: ${table}`);
  return stop.aborted ? EXIT.interrupted : exitCodeOf(all);
}

/** A name, or the path of an ONNX file, whether it is there or not. */
function toFeatures(value: string): string {
  if (FEATURE_NAMES.includes(value) || value.endsWith('.onnx')) return value;
  throw new InvalidArgumentError(`Allowed choices are ${FEATURE_NAMES.join(', ')}, or a file with the ending .onnx.`);
}

function exitCodeOf(events: readonly ExtractionEvent[]): ExitCode {
  const failed = events.filter(({ outcome }) => outcome === 'failed').length;
  if (failed === 0) return EXIT.fine;
  return failed === events.length ? EXIT.allClipsFailed : EXIT.someClipsFailed;
}
