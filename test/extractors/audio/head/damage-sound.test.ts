import { expect, test } from 'vitest';
import { damageSound } from '../../../../scripts/voice-head/damage-sound.ts';
import { babble, RATE, tone } from '../signals.ts';

const power = (samples: Float32Array) => samples.reduce((sum, sample) => sum + sample ** 2, 0) / samples.length;
const decibels = (samples: Float32Array, reference: Float32Array) => 10 * Math.log10(power(samples) / power(reference));

test.each([['noise-20', 20], ['noise-10', 10]] as const)('%s lies %i dB below the recording', (damage, ratio) => {
  const voice = babble(2);
  const noise = damageSound(voice, damage, 'a').map((sample, n) => sample - voice[n]!);
  expect(decibels(noise, voice)).toBeCloseTo(-ratio, 1);
});

/** Of two Butterworth filters of order 4: 10 log₁₀(1 + (tan(πf/r) / tan(πc/r))⁸) below 1, and its mirror image for the high-pass. */
test.each([[1000, 0, 0.1], [300, -3.01, 0.1], [3400, -3.01, 0.1], [100, -38.2, 0.5], [6800, -57.8, 0.5]])('a telephone leaves %i Hz at %i dB', (hz, level, tolerance) => {
  const sound = tone(1, hz);
  const heard = damageSound(sound, 'telephone', 'a').subarray(RATE / 4);
  expect(Math.abs(decibels(heard, sound) - level)).toBeLessThan(tolerance);
});

test('recordings are varied each in its own way, the same every time', () => {
  const voice = babble(1);
  expect(damageSound(voice, 'varied', 'a')).toEqual(damageSound(voice, 'varied', 'a'));
  expect(damageSound(voice, 'varied', 'a')).not.toEqual(damageSound(voice, 'varied', 'b'));
});

test('some are played faster, some slower, by up to an eighth', () => {
  const short = tone(1, 200);
  const lengths = Array.from({ length: 40 }, (_, i) => damageSound(short, 'varied', `${i}`).length / RATE);
  expect([...new Set(lengths.map((length) => length.toFixed(3)))].sort()).toEqual(['0.889', '0.941', '1.000', '1.063', '1.125']);
});
