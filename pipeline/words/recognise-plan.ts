import { toTurns } from '../../extractors/audio/activity/to-turns.ts';
import type { VoiceActivity } from '../../extractors/audio/activity/voice-activity.ts';
import type { Sound, Span } from '../../extractors/audio/sound.ts';
import { planPieces } from '../../extractors/text/recognisers/plan-pieces.ts';

/** What of a clip is to be recognised. Seconds of the clip. */
export interface SpeechPlan {
  /** When somebody speaks. */
  readonly turns: readonly Span[];
  /** What is recognised in one go, each at most 30 s. */
  readonly pieces: readonly Span[];
}

/** Seconds added to turns at both ends: the first and last sounds of words are soft. */
const PADDING = 0.2;

/** Seconds in which the rule without a model may miss who speaks from the beginning: it has heard no silence yet. */
const BLIND = 2;

/**
 * Resolves with the turns and pieces of a clip. Listens to all of its sound, and keeps of it one number each 32 ms.
 *
 * @param sounds 16 kHz, from time 0 without gap
 */
export async function planRecognition(sounds: AsyncIterable<Sound>, activity: VoiceActivity): Promise<SpeechPlan> {
  const listener = activity.listen();
  const probabilities: number[] = [];
  let end = 0;
  for await (const { time, sampleRate, samples } of sounds) {
    probabilities.push(...(await listener.push(samples)));
    end = time + samples.length / sampleRate;
  }
  probabilities.push(...(await listener.flush()));
  const turns = toTurns(probabilities, { padding: PADDING }).map((turn) => ({ start: round(turn.start), end: round(Math.min(end, turn.end)) }));
  if (activity.id === 'energy' && turns[0] !== undefined && turns[0].start < BLIND) turns[0] = { ...turns[0], start: 0 };
  return { turns, pieces: planPieces(turns, { probabilities }).map((piece) => ({ start: round(piece.start), end: round(piece.end) })) };
}

/** To the millisecond, as they are kept. */
function round(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}
