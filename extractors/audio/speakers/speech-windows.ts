import type { Span } from '../sound.ts';
import { ACTIVITY_FRAME } from '../activity/voice-activity.ts';
import type { Overheard } from './overhear-activity.ts';

/** A stretch of sound in which somebody speaks. */
export interface SpeechWindow extends Span {
  /** 16 kHz mono. */
  readonly samples: Float32Array;
}

/** Finds stretches of speech in one stream of sound. */
export interface SpeechWindows {
  /** Returns the windows of speech that are complete now. Holds 1.5 s and what one chunk adds. */
  push(heard: Overheard): SpeechWindow[];
}

const SAMPLE_RATE = 16_000;
/** Seconds of a window and from one to the next, as diarisation with such nets has them: long enough for a voice, short enough for a turn. */
const WINDOW = 1.5;
const HOP = 0.75;
/** Mean probability of speech from which a window is one of speech. */
const LEAST = 0.5;

/** Returns a cutter of windows of 1.5 s, one every 0.75 s, of which those with speech are given. Their times are seconds from the first sample. */
export function speechWindows(): SpeechWindows {
  let samples = new Float32Array(0);
  let probabilities: number[] = [];
  let next = 0; // Number of the next window; `samples` begin at its start
  let first = 0; // Number of the oldest probability that is kept
  return {
    push(heard) {
      samples = joined(samples, heard.samples);
      probabilities = [...probabilities, ...heard.probabilities];
      const windows: SpeechWindow[] = [];
      for (;;) {
        const from = next * HOP;
        const last = Math.floor((from + WINDOW) / ACTIVITY_FRAME + 1e-6);
        if (samples.length < WINDOW * SAMPLE_RATE || first + probabilities.length < last) return windows;
        const frame = Math.floor(from / ACTIVITY_FRAME + 1e-6);
        const inside = probabilities.slice(frame - first, last - first);
        const speech = inside.reduce((sum, value) => sum + value, 0) / inside.length;
        if (speech >= LEAST) windows.push({ start: from, end: from + WINDOW, samples: samples.slice(0, WINDOW * SAMPLE_RATE) });
        next += 1;
        samples = samples.slice(HOP * SAMPLE_RATE);
        const oldest = Math.floor((next * HOP) / ACTIVITY_FRAME + 1e-6);
        probabilities = probabilities.slice(oldest - first);
        first = oldest;
      }
    },
  };
}

function joined(before: Float32Array, after: Float32Array): Float32Array<ArrayBuffer> {
  const all = new Float32Array(before.length + after.length);
  all.set(before);
  all.set(after, before.length);
  return all;
}
