import { expect, test } from 'vitest';
import { realDft } from '../../../../extractors/audio/spectrogram/real-dft.ts';
import { noise } from '../signals.ts';

/** The sum of the definition, term by term; the angle is reduced first so that it is exact. */
function directly(samples: Float32Array): number[] {
  const size = samples.length;
  return Array.from({ length: 2 * (Math.floor(size / 2) + 1) }, (_, i) => {
    const bin = i >> 1;
    return samples.reduce((sum, sample, n) => {
      const angle = (2 * Math.PI * ((bin * n) % size)) / size;
      return sum + sample * (i % 2 === 0 ? Math.cos(angle) : -Math.sin(angle));
    }, 0);
  });
}

test.each([1, 2, 3, 4, 5, 6, 7, 12, 25, 63, 64, 97, 200, 400, 401, 441, 512, 551, 882, 1102, 1200, 2047])('a transform of %i samples is the sum that defines it', (size) => {
  const samples = noise(0.2, 1).subarray(0, size);
  const bins = realDft(size)(samples);
  const largest = Math.max(...directly(samples).map((value, i) => Math.abs(value - bins[i]!)));
  expect(largest).toBeLessThan(1e-12 * size);
});

test('a second transform is not touched by the first one', () => {
  const samples = noise(0.1, 1);
  const transform = realDft(400);
  transform(samples.subarray(0, 400));
  const second = Array.from(transform(samples.subarray(700, 1100)));
  expect(second).toEqual(Array.from(realDft(400)(samples.subarray(700, 1100))));
});

test('a tone of 40 Hz falls into one bin of 400 samples at 16 kHz, which a transform padded with zeros does not show', () => {
  const bins = realDft(400)(Float64Array.from({ length: 400 }, (_, n) => Math.cos((2 * Math.PI * n) / 400)));
  const powers = Array.from({ length: 201 }, (_, k) => Math.hypot(bins[2 * k]!, bins[2 * k + 1]!));
  expect(powers[1]).toBeCloseTo(200, 9);
  expect(Math.max(...powers.filter((_, k) => k !== 1))).toBeLessThan(1e-9);
});

test.each([0, -4, 2.5, Number.NaN])('a size of %d is refused', (size) => {
  expect(() => realDft(size)).toThrow(RangeError);
});
