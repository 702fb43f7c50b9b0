import { randomFor, type Random } from '../../runtime/train/random.ts';

/** Ways to damage a recording for tests. */
export const TEST_DAMAGES = ['telephone', 'noise-20', 'noise-10'] as const;

/** Ways to damage a recording; `varied` is for training: tempo and pitch, microphone and noise, all drawn. */
export type Damage = (typeof TEST_DAMAGES)[number] | 'varied';

const SAMPLE_RATE = 16_000;
const BUTTERWORTH_4 = [0.541196, 1.306563]; // Quality of the two sections

/** Returns 16 kHz `samples` damaged; what is drawn follows from the damage and `key`, the name of the recording. */
export function damageSound(samples: Float32Array, damage: Damage, key: string): Float32Array {
  const random = randomFor(1, damage, key);
  if (damage === 'telephone') return lowPass(highPass(samples, 300), 3400);
  if (damage === 'noise-20') return addNoise(samples, { ratio: 20, colour: 0.5 }, random);
  if (damage === 'noise-10') return addNoise(samples, { ratio: 10, colour: 0.5 }, random);
  return vary(samples, random);
}

function vary(samples: Float32Array, random: Random): Float32Array {
  const between = (low: number, high: number) => low + (high - low) * random.uniform();
  let varied = stretch(samples, [8 / 9, 16 / 17, 1, 17 / 16, 9 / 8][Math.floor(random.uniform() * 5)]!);
  varied = tilt(varied, between(-0.6, 0.6));
  if (random.uniform() < 0.4) varied = lowPass(varied, between(2800, 6500));
  if (random.uniform() < 0.4) varied = highPass(varied, between(80, 330));
  return addNoise(varied, { ratio: between(8, 38), colour: between(0, 0.97) }, random);
}

/** Plays `samples` at `speed` times the tempo and pitch; Catmull–Rom interpolation. */
function stretch(samples: Float32Array, speed: number): Float32Array {
  if (speed === 1) return samples;
  const at = (n: number) => samples[Math.max(0, Math.min(samples.length - 1, n))] ?? 0;
  return Float32Array.from({ length: Math.floor(samples.length / speed) }, (_, n) => {
    const base = Math.floor(n * speed);
    const t = n * speed - base;
    const [a, b, c, d] = [at(base - 1), at(base), at(base + 1), at(base + 2)];
    return b + (t / 2) * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));
  });
}

function tilt(samples: Float32Array, share: number): Float32Array {
  return samples.map((sample, n) => sample + share * (samples[n - 1] ?? 0));
}

/** Adds noise, white where `colour` is 0 and the redder the closer it is to 1, `ratio` dB below the recording. */
function addNoise(samples: Float32Array, { ratio, colour }: { ratio: number; colour: number }, random: Random): Float32Array {
  let last = 0;
  const noise = samples.map(() => (last = colour * last + (1 - colour) * random.normal()));
  const gain = (rms(samples) / Math.max(1e-9, rms(noise))) * 10 ** (-ratio / 20);
  return samples.map((sample, n) => sample + gain * noise[n]!);
}

function rms(samples: Float32Array): number {
  return Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / Math.max(1, samples.length));
}

/** Butterworth of order 4. */
function lowPass(samples: Float32Array, hz: number): Float32Array {
  return BUTTERWORTH_4.reduce((sound, quality) => section(sound, { hz, quality, sign: 1 }), samples);
}

/** Butterworth of order 4. */
function highPass(samples: Float32Array, hz: number): Float32Array {
  return BUTTERWORTH_4.reduce((sound, quality) => section(sound, { hz, quality, sign: -1 }), samples);
}

/** A second-order section (Bristow-Johnson's cookbook); `sign` is 1 for a low-pass, −1 for a high-pass. */
function section(samples: Float32Array, { hz, quality, sign }: { hz: number; quality: number; sign: 1 | -1 }): Float32Array {
  const omega = (2 * Math.PI * hz) / SAMPLE_RATE;
  const [cosine, alpha] = [Math.cos(omega), Math.sin(omega) / (2 * quality)];
  const edge = (1 - sign * cosine) / 2;
  let [x1, x2, y1, y2] = [0, 0, 0, 0];
  return samples.map((x) => {
    const y = (edge * (x + x2) + 2 * sign * edge * x1 + 2 * cosine * y1 - (1 - alpha) * y2) / (1 + alpha);
    [x2, x1, y2, y1] = [x1, x, y1, y];
    return y;
  });
}
