import { toTurns } from '../../extractors/audio/activity/to-turns.ts';
import { ACTIVITY_FRAME, type VoiceActivity } from '../../extractors/audio/activity/voice-activity.ts';
import type { VoiceReader, VoiceReading } from '../../extractors/audio/head/voice-reader.ts';
import type { Sound, Span } from '../../extractors/audio/sound.ts';
import { type Overheard, overhearActivity } from '../../extractors/audio/speakers/overhear-activity.ts';
import { soundLevels } from '../../extractors/audio/speakers/sound-levels.ts';
import type { SpeakerEmbedder } from '../../extractors/audio/speakers/speaker-embedder.ts';
import { speechWindows } from '../../extractors/audio/speakers/speech-windows.ts';
import { type EmbeddedWindow, toSpeakers } from '../../extractors/audio/speakers/to-speakers.ts';
import { describeVoice } from '../../extractors/audio/windows/describe-voice.ts';
import type { VoiceWindow } from '../../extractors/audio/windows/voice-window.ts';
import { toProbabilities } from '../../fusion/labels/to-probabilities.ts';
import { toVerdict } from '../../fusion/verdicts/to-verdict.ts';
import { MediaError } from '../media/media-error.ts';
import type { VoiceRow } from '../rows.ts';
import type { VoiceTrack } from './voice-track.ts';

/** The models that read the voice. */
export interface VoiceTools {
  readonly activity: VoiceActivity;
  /** Absent: speech and descriptors only. */
  readonly reader?: VoiceReader;
  /** Withholds verdicts on what the reader does not know; its readings then have units. */
  readonly gate?: VoiceGate;
  /** Absent: voices are not told apart. */
  readonly speakers?: SpeakerEmbedder;
}

/** Tells what a model knows. */
export interface VoiceGate {
  /** Returns how familiar units are, in [0, 1], and why a verdict on them is withheld, where it is. */
  judge(units: Float32Array): { readonly familiarity: number; readonly doubt: string | undefined };
}

/** Windows that go through the voice model at once. */
const BATCH = 64;

/**
 * Resolves with what is heard in `sounds`, up to where they are damaged; `undefined` when there is no sound at all. `onTime` is called with the
 * time reached, in seconds.
 *
 * @throws MediaError when they are damaged before anything is heard
 */
export async function readVoice(
  sounds: AsyncIterable<Sound>,
  { activity, reader, gate, speakers }: VoiceTools,
  { window, hop, onTime }: { readonly window: number; readonly hop: number; readonly onTime?: (seconds: number) => void },
): Promise<VoiceTrack | undefined> {
  const rows: VoiceRow[] = [];
  const speech: number[] = [];
  let start: number | undefined;
  const ears = listenToVoices(speakers);
  const waiting: VoiceWindow[] = [];
  let damage: MediaError | undefined;
  const whole = untilDamage(sounds, (error) => (damage = error));
  for await (const each of describeVoice(whole, { activity: overhearActivity(activity, ears.hear), window, hop, features: reader?.features })) {
    start ??= each.start;
    for (const probability of each.activity) speech.push(probability);
    waiting.push(each);
    if (waiting.length >= BATCH) rows.push(...(await toVoiceRows(waiting.splice(0), reader, gate)));
    onTime?.(each.end);
  }
  rows.push(...(await toVoiceRows(waiting, reader, gate)));
  if (start === undefined && damage !== undefined) throw damage;
  if (start === undefined) return undefined;
  const turns = toTurns(speech, { start });
  const track = { rows, turns, speech: { start, frameSeconds: ACTIVITY_FRAME, probabilities: speech, levels: ears.levels() }, ...ears.voices(turns, start) };
  return damage === undefined ? track : { ...track, damage: { code: damage.code, message: damage.message } };
}

/** Hears how loud the sound is and, with a model, whose voices are in it. Windows of speech are embedded while the sound is read, so none of it is kept. */
function listenToVoices(embedder: SpeakerEmbedder | undefined) {
  const meter = soundLevels();
  const cutter = speechWindows();
  const levels: number[] = [];
  const windows: EmbeddedWindow[] = [];
  return {
    hear: async (heard: Overheard) => {
      for (const level of meter.push(heard.samples)) levels.push(level);
      if (embedder === undefined) return;
      for (const { start, end, samples } of cutter.push(heard)) windows.push({ start, end, embedding: await embedder.embed(samples) });
    },
    levels: () => [...levels, ...meter.flush()],
    /** @param from seconds of the first sample */
    voices: (turns: readonly Span[], from: number) => {
      if (embedder === undefined) return {};
      return { voices: toSpeakers(turns, windows.map((window) => ({ ...window, start: from + window.start, end: from + window.end })), embedder.different) };
    },
  };
}

/** Yields the sounds up to the damage, so that the window in which it lies is still described. */
async function* untilDamage(sounds: AsyncIterable<Sound>, onDamage: (error: MediaError) => void): AsyncGenerator<Sound> {
  try {
    yield* sounds;
  } catch (error) {
    if (!(error instanceof MediaError)) throw error;
    onDamage(error);
  }
}

async function toVoiceRows(windows: readonly VoiceWindow[], reader: VoiceReader | undefined, gate: VoiceGate | undefined): Promise<VoiceRow[]> {
  const spoken = windows.filter(({ features }) => features !== undefined);
  const readings = reader === undefined || spoken.length === 0 ? [] : await reader.read(spoken.map(({ features }) => features!));
  const translate = reader === undefined ? undefined : toProbabilities(reader.labels);
  const judged = new Map(readings.map((reading, index) => [spoken[index]!, toJudgement(reading, translate!, gate)]));
  return windows.map((window) => ({ start: window.start, end: window.end, speech: window.speech, descriptors: window.descriptors, ...judged.get(window) }));
}

function toJudgement({ probabilities, units }: VoiceReading, translate: ReturnType<typeof toProbabilities>, gate: VoiceGate | undefined): Pick<VoiceRow, 'verdict' | 'uncertain' | 'familiarity'> {
  const { familiarity, doubt } = gate === undefined || units === undefined ? {} : gate.judge(units);
  const known = familiarity === undefined ? {} : { familiarity };
  return doubt === undefined ? { verdict: toVerdict('voice', { probabilities: translate(probabilities) }), ...known } : { uncertain: doubt, ...known };
}
