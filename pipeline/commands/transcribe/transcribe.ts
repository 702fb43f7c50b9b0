import { openEnergyActivity } from '../../../extractors/audio/activity/energy-activity.ts';
import { openSileroActivity } from '../../../extractors/audio/activity/silero-activity.ts';
import type { VoiceActivity } from '../../../extractors/audio/activity/voice-activity.ts';
import { openModel } from '../../../extractors/models/open-model.ts';
import type { ModelStore } from '../../../extractors/models/store/open-model-store.ts';
import { toWhisperLanguage } from '../../../extractors/text/recognisers/whisper-language.ts';
import { openRuntime } from '../../../runtime/open-runtime.ts';
import type { Device } from '../../../runtime/runtime.ts';
import { AUTO_MODELS } from '../../auto-models.ts';
import { EXIT, exitCodeForClips, type ExitCode } from '../../exit-codes.ts';
import { findClips } from '../../media/find-clips.ts';
import { findTools } from '../../media/find-tools.ts';
import { recogniseClips, type RecogniseEnd, type RecognisePlan } from '../../words/recognise-clips.ts';
import { openRecogniser } from '../../words/recognise-with.ts';
import { TRANSCRIPT_WRITERS } from '../../words/transcript-writers.ts';
import type { CommandContext } from '../context.ts';
import { openStore } from '../models/open-store.ts';
import { countOutcomes } from '../show/show-clips.ts';
import { showRecognition } from './show-recognition.ts';

/** Options of `affekt transcribe`. */
export interface TranscribeOptions {
  readonly model: string;
  readonly language: string;
  readonly format: keyof typeof TRANSCRIPT_WRITERS;
  readonly out: string;
  readonly threads?: number;
  readonly device: 'auto' | Device;
  readonly force: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/** Recognises speech, writes transcripts, and resolves with the exit code. */
export async function transcribe(files: readonly string[], options: TranscribeOptions, context: CommandContext): Promise<ExitCode> {
  const { environment, stop, stdout } = context;
  const language = options.language === 'auto' ? undefined : toWhisperLanguage(options.language);
  const tools = await findTools(environment);
  const store = openStore({ mirrors: [], offline: true }, environment);
  await using transcriber = await openRecogniser(options.model, { store, programs: environment, threads: options.threads, device: options.device });
  await using activity = await openActivity(store);
  const ends: RecogniseEnd[] = [];
  const clips = await findClips(files, (error) => ends.push({ type: 'clip', clip: error.path, outcome: 'failed', message: error.message }));
  const show = showRecognition({ ...context, ...options }, clips.length);
  ends.forEach(show);
  const plan: RecognisePlan = { transcriber, activity, language, tools, out: options.out, format: options.format, toText: TRANSCRIPT_WRITERS[options.format], force: options.force, signal: stop };
  ends.push(...(await recogniseClips(clips, plan, show)));
  const toCome = stop.aborted && clips.length > ends.length ? [`${clips.length - ends.length} to come`] : [];
  if (options.json !== true) stdout.write(`${[...countOutcomes(ends, { done: 'recognised', kept: 'kept', failed: 'failed' }), ...toCome].join(', ')}: ${options.out}\n`);
  return stop.aborted ? EXIT.interrupted : exitCodeForClips(ends.filter(({ outcome }) => outcome === 'failed').length, ends.length);
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
