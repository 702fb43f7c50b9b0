import { Command, Option } from 'commander';
import { openEnergyActivity } from '../../extractors/audio/activity/energy-activity.ts';
import { openSileroActivity } from '../../extractors/audio/activity/silero-activity.ts';
import type { VoiceActivity } from '../../extractors/audio/activity/voice-activity.ts';
import { openModel } from '../../extractors/models/open-model.ts';
import { openModelStore, type ModelStore } from '../../extractors/models/store/open-model-store.ts';
import type { Transcript } from '../../extractors/text/transcript.ts';
import { toWhisperLanguage } from '../../extractors/text/recognisers/whisper-language.ts';
import { openRuntime } from '../../runtime/open-runtime.ts';
import type { Device } from '../../runtime/runtime.ts';
import { AUTO_MODELS } from '../auto-models.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { findClips } from '../media/find-clips.ts';
import { findTools } from '../media/find-tools.ts';
import { recogniseClips, type RecogniseEnd, type RecognisePlan } from '../words/recognise-clips.ts';
import { openRecogniser } from '../words/recognise-with.ts';
import { toSentenceTable } from '../words/to-sentence-table.ts';
import { toSrt } from '../words/to-srt.ts';
import { toVtt } from '../words/to-vtt.ts';
import type { CommandContext } from './context.ts';
import { modelSettings } from './model-settings.ts';
import { countOutcomes } from './show-clips.ts';
import { showRecognition } from './show-recognition.ts';
import { toCount } from './to-count.ts';

interface TranscribeOptions {
  readonly model: string;
  readonly language: string;
  readonly format: string;
  readonly out: string;
  readonly threads?: number;
  readonly device: 'auto' | Device;
  readonly force: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/** How transcripts are written. */
const WRITERS: Readonly<Record<string, (transcript: Transcript) => string>> = {
  srt: toSrt,
  vtt: toVtt,
  csv: toSentenceTable,
  json: (transcript) => `${JSON.stringify(transcript, null, 2)}\n`,
};

/** `affekt transcribe FILES…` */
export function transcribeCommand(context: CommandContext): Command {
  return new Command('transcribe')
    .summary('turn the speech of videos and sound files into words with their times')
    .description('Recognises speech with Whisper, on this machine: OUT/CLIP.FORMAT for each clip. Nothing is downloaded: fetch a model with `affekt models get ggml-base` and build the program that runs it with `affekt models build whisper`.\nThe same command goes on where it was stopped: OUT/pieces holds what was recognised.')
    .argument('<files...>', 'videos, sound files, folders of them')
    .option('-m, --model <model>', 'a model of `affekt models list --task speech-recognition`, a ggml file, a folder of a Whisper net in ONNX, or auto: the best one that was fetched', 'auto')
    .option('-l, --language <tag>', 'what is spoken (en, de, zh, …); auto: each piece is asked', 'auto')
    .addOption(new Option('-f, --format <format>', 'how transcripts are written; json has the times of words').choices(Object.keys(WRITERS)).default('srt'))
    .option('-o, --out <dir>', 'folder of the transcripts', 'transcripts')
    .option('-t, --threads <number>', 'processors to use', toCount)
    .addOption(new Option('-d, --device <device>', 'where a net in ONNX runs; only the cpu was tried').choices(['auto', 'cpu', 'cuda', 'webgpu', 'coreml', 'directml']).default('cpu'))
    .option('--force', 'recognise again what is there', false)
    .option('--json', 'print what became of each clip as a line of JSON on standard output')
    .option('-q, --quiet', 'print no progress')
    .addHelpText('after', '\nExit codes: 0 fine, 2 usage or folders, 3 no model or no program for it, 4 the device does not work, 5 some clips failed, 6 all clips failed, 130 interrupted.')
    .action(async (files: readonly string[], options: TranscribeOptions) => context.exit(await transcribe(files, options, context)));
}

async function transcribe(files: readonly string[], options: TranscribeOptions, context: CommandContext): Promise<ExitCode> {
  const { environment, stop, stdout } = context;
  const language = options.language === 'auto' ? undefined : toWhisperLanguage(options.language);
  const tools = await findTools({ ffmpeg: environment.ffmpeg, ffprobe: environment.ffprobe });
  const store = openModelStore(modelSettings({ folder: null, mirrors: [], offline: true }, environment));
  await using transcriber = await openRecogniser(options.model, { store, programs: environment, threads: options.threads, device: options.device });
  await using activity = await openActivity(store);
  const ends: RecogniseEnd[] = [];
  const clips = await findClips(files, (error) => ends.push({ type: 'clip', clip: error.path, outcome: 'failed', message: error.message }));
  const show = showRecognition({ ...context, ...options }, clips.length);
  ends.forEach(show);
  const plan: RecognisePlan = { transcriber, activity, language, tools, out: options.out, format: options.format, toText: WRITERS[options.format]!, force: options.force, signal: stop };
  ends.push(...(await recogniseClips(clips, plan, show)));
  const toCome = stop.aborted && clips.length > ends.length ? [`${clips.length - ends.length} to come`] : [];
  if (options.json !== true) stdout.write(`${[...countOutcomes(ends, { done: 'recognised', kept: 'kept', failed: 'failed' }), ...toCome].join(', ')}: ${options.out}\n`);
  return stop.aborted ? EXIT.interrupted : exitCodeOf(ends);
}

/** The best model for it that was fetched, with a runtime of its own; else the rule that needs none. */
async function openActivity(store: ModelStore): Promise<VoiceActivity> {
  for (const id of AUTO_MODELS.voiceActivity) {
    if (id === 'energy' || (await store.state(id)) !== 'here') continue;
    await using opened = new AsyncDisposableStack();
    const runtime = opened.use(await openRuntime({ device: 'cpu', workers: 1 }));
    const activity = opened.use(openSileroActivity(await openModel(id, { store, runtime })));
    const both = opened.move();
    return { ...activity, [Symbol.asyncDispose]: () => both.disposeAsync() };
  }
  return openEnergyActivity();
}

function exitCodeOf(ends: readonly RecogniseEnd[]): ExitCode {
  const failed = ends.filter(({ outcome }) => outcome === 'failed').length;
  if (failed === 0) return EXIT.fine;
  return failed === ends.length ? EXIT.allClipsFailed : EXIT.someClipsFailed;
}
