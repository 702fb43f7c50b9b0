import { expect, test } from 'vitest';
import { resample } from '../../../../extractors/audio/spectrogram/resample.ts';
import { joinSamples } from '../../../../extractors/audio/spectrogram/sample-stage.ts';
import { readRecorded } from './recorded.ts';
import { makeSound } from './test-sound.ts';

const golden = readRecorded('resampy') as { readonly cases: readonly { readonly rate: number; readonly count: number; readonly samples: readonly number[] }[] };

function resampled(samples: Float32Array, rate: number): Float32Array {
  const stage = resample({ from: rate, to: 16_000 });
  return joinSamples(stage.push(samples), stage.flush());
}

test.each(golden.cases)('sound of $rate Hz becomes what resampy makes of it', ({ rate, count, samples }) => {
  const result = resampled(makeSound(0.1, rate), rate);
  expect(result).toHaveLength(count);
  expect(Math.max(...samples.map((expected, i) => Math.abs(expected - result[7 * i]!)))).toBeLessThan(1e-6);
});

test('a tone that the lower rate can carry stays, one above it goes', () => {
  const tone = (hz: number) => Float32Array.from({ length: 24_000 }, (_, n) => Math.sin((2 * Math.PI * hz * n) / 48_000));
  const middle = (samples: Float32Array) => samples.subarray(2000, 6000);
  const kept = middle(resampled(tone(1000), 48_000)).map((sample, n) => sample - Math.sin((2 * Math.PI * 1000 * (n + 2000)) / 16_000));
  expect(Math.max(...kept.map(Math.abs))).toBeLessThan(1e-3);
  expect(Math.max(...middle(resampled(tone(9500), 48_000)).map(Math.abs))).toBeLessThan(1e-4);
});
