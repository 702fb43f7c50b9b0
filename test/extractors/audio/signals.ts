import type { Sound } from '../../../extractors/audio/sound.ts';

/** Samples per second of every signal here. */
export const RATE = 16_000;

/** Returns `seconds` of the signal `value`, a function of time in seconds. */
export function signal(seconds: number, value: (time: number) => number): Float32Array {
  return Float32Array.from({ length: Math.round(seconds * RATE) }, (_, n) => value(n / RATE));
}

/** Returns a sine of `hz` and amplitude `amplitude`. */
export function tone(seconds: number, hz: number, amplitude = 0.5): Float32Array {
  return signal(seconds, (time) => amplitude * Math.sin(2 * Math.PI * hz * time));
}

/** Returns white noise in ±`amplitude`, always the same: `s ← (1664525 s + 1013904223) mod 2³²`. */
export function noise(seconds: number, amplitude: number): Float32Array {
  let state = 1;
  return signal(seconds, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return 2 * amplitude * (state / 2 ** 32 - 0.5);
  });
}

/** Returns a buzz with the resonances of a vowel: harmonics of `pitch`, summed, weighted by three formants. */
export function vowel(seconds: number, pitch: (time: number) => number): Float32Array {
  let phase = 0;
  return signal(seconds, (time) => {
    const hz = pitch(time);
    phase += hz / RATE;
    let sum = 0;
    for (let k = 1; k * hz < 4000; k++) sum += formants(k * hz) * Math.sin(2 * Math.PI * k * phase);
    return 0.1 * sum;
  });
}

/** Syllables of a vowel, 0.25 s each with pauses of 0.1 s over soft noise: speech enough for the rules. */
export function babble(seconds: number): Float32Array {
  const voice = vowel(seconds, (time) => 150 + 30 * Math.sin(2 * Math.PI * 0.8 * time));
  const hiss = noise(seconds, 0.001);
  return voice.map((sample, n) => ((n / RATE) % 0.35 < 0.25 && n / RATE > 0.1 ? sample : 0) + hiss[n]!);
}

/** Yields `samples` in chunks of `size`, the first one at `time`. */
export async function* chunks(samples: Float32Array, size: number, time = 0): AsyncGenerator<Sound> {
  for (let at = 0; at < samples.length; at += size) {
    yield { time: time + at / RATE, sampleRate: RATE, samples: samples.slice(at, at + size) };
  }
}

/** Returns everything that a stream yields. */
export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

function formants(hz: number): number {
  return [700, 1200, 2600].reduce((sum, centre) => sum + 1 / (1 + ((hz - centre) / 80) ** 2), 0.02);
}
