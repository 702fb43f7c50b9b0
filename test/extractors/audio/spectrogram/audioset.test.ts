import { expect, test } from 'vitest';
import { VGGISH_LOG_MEL, YAMNET_LOG_MEL } from '../../../../extractors/audio/spectrogram/conventions.ts';
import { spectrogramSeries } from '../../../../extractors/audio/spectrogram/spectrogram-series.ts';
import { largestError, readRecorded, type Recorded } from './recorded.ts';
import { makeSound } from './test-sound.ts';

interface Golden {
  readonly levels: Recorded;
}

const golden = readRecorded('audioset') as Readonly<Record<string, Golden>>;
const sound = makeSound(2.1, 16_000);
const cases = [
  { name: 'vggish', settings: VGGISH_LOG_MEL, samples: sound },
  { name: 'yamnet', settings: YAMNET_LOG_MEL, samples: sound },
  { name: 'yamnet, 0.1 s', settings: YAMNET_LOG_MEL, samples: sound.subarray(0, 1600) },
  { name: 'yamnet, 15600', settings: YAMNET_LOG_MEL, samples: sound.subarray(0, 15_600) },
  { name: 'yamnet, 15601', settings: YAMNET_LOG_MEL, samples: sound.subarray(0, 15_601) },
];

test.each(cases)('$name: the levels are those of the authors', ({ name, settings, samples }) => {
  const { times, values } = spectrogramSeries(settings)(samples, 16_000);
  expect(times).toHaveLength(golden[name]!.levels.count);
  expect(largestError(golden[name]!.levels, values)).toBeLessThan(1e-4);
});
