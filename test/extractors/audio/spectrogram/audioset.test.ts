import { expect, test } from 'vitest';
import { VGGISH_PATCHES, YAMNET_PATCHES } from '../../../../extractors/audio/spectrogram/conventions.ts';
import { openPatches } from '../../../../extractors/audio/spectrogram/open-patches.ts';
import { spectrogramSeries } from '../../../../extractors/audio/spectrogram/spectrogram-series.ts';
import { largestError, readRecorded, type Recorded } from './recorded.ts';
import { makeSound } from './test-sound.ts';

interface Golden {
  readonly levels: Recorded;
  readonly patches: number;
  /** Rows of the last patch. */
  readonly last: Recorded;
}

const golden = readRecorded('audioset') as Readonly<Record<string, Golden>>;
const sound = makeSound(2.1, 16_000);
const cases = [
  { name: 'vggish', settings: VGGISH_PATCHES, samples: sound },
  { name: 'yamnet', settings: YAMNET_PATCHES, samples: sound },
  { name: 'yamnet, 0.1 s', settings: YAMNET_PATCHES, samples: sound.subarray(0, 1600) },
  { name: 'yamnet, 15600', settings: YAMNET_PATCHES, samples: sound.subarray(0, 15_600) },
  { name: 'yamnet, 15601', settings: YAMNET_PATCHES, samples: sound.subarray(0, 15_601) },
];

test.each(cases)('$name: the levels are those of the authors', ({ name, settings, samples }) => {
  const { times, values } = spectrogramSeries(settings.spectrogram)(samples, 16_000);
  expect(times).toHaveLength(golden[name]!.levels.count);
  expect(largestError(golden[name]!.levels, values)).toBeLessThan(1e-4);
});

test.each(cases)('$name: the patches are those of the authors', ({ name, settings, samples }) => {
  const stream = openPatches(settings, 16_000);
  const patches = [...stream.push(samples), ...stream.flush()];
  expect(patches).toHaveLength(golden[name]!.patches);
  expect(largestError(golden[name]!.last, patches.at(-1)!.values)).toBeLessThan(1e-4);
});
