import { STEP } from './regular-series.ts';
import type { SpeakerTrack } from './speaker-track.ts';

/** A part of a turn and the number of its voice. */
export interface VoiceSpan {
  /** Seconds. */
  readonly start: number;
  readonly end: number;
  readonly speaker?: number;
}

/** Seconds, as a sum of probabilities, for which a person must have been seen to speak with a voice, and how many times as long as anybody else. */
const LEAST = 0.6;
const MARGIN = 2;

/** Returns the person to whom each voice belongs, by its number: the one who was seen to speak with it most, where that is clear. A voice that nobody in view was seen to speak with has none. */
export function linkVoices(track: SpeakerTrack, spans: readonly VoiceSpan[]): Map<number, number> {
  const seconds = new Map<number, Map<number, number>>();
  for (const span of spans) {
    if (span.speaker === undefined) continue;
    const persons = seconds.get(span.speaker) ?? new Map<number, number>();
    seconds.set(span.speaker, persons);
    for (const [person, spoken] of secondsOf(track, span)) persons.set(person, (persons.get(person) ?? 0) + spoken);
  }
  return new Map([...seconds].flatMap(([speaker, persons]) => {
    const [first, second] = [...persons].sort((a, b) => b[1] - a[1]);
    return first !== undefined && first[1] >= LEAST && first[1] >= MARGIN * (second?.[1] ?? 0) ? [[speaker, first[0]] as const] : [];
  }));
}

function* secondsOf({ people }: SpeakerTrack, { start, end }: VoiceSpan): Generator<[number, number]> {
  for (const [person, { first, values }] of people) {
    const inside = values.subarray(Math.max(0, Math.ceil(start / STEP) - first), Math.max(0, Math.ceil(end / STEP) - first));
    yield [person, inside.reduce((sum, value) => sum + (Number.isNaN(value) ? 0 : value), 0) * STEP];
  }
}
