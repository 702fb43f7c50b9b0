import { expect, test } from 'vitest';
import { VGGISH_PATCHES, YAMNET_PATCHES } from '../../../../extractors/audio/spectrogram/conventions.ts';
import { openPatches, type Patch } from '../../../../extractors/audio/spectrogram/open-patches.ts';
import { makeSound } from './test-sound.ts';

function patchesOf(settings: typeof VGGISH_PATCHES | typeof YAMNET_PATCHES, { seconds, chunk }: { seconds: number; chunk: number }): Patch[] {
  const stream = openPatches(settings, 16_000);
  const sound = makeSound(seconds, 16_000);
  const patches: Patch[] = [];
  for (let at = 0; at < sound.length; at += chunk) patches.push(...stream.push(sound.subarray(at, at + chunk)));
  return [...patches, ...stream.flush()];
}

test.each([VGGISH_PATCHES, YAMNET_PATCHES])('patches every $hop frames do not depend on the chunks', (settings) => {
  expect(patchesOf(settings, { seconds: 3, chunk: 777 })).toEqual(patchesOf(settings, { seconds: 3, chunk: 48_000 }));
});

test('patches of VGGish follow each other, those of YAMNet overlap by half', () => {
  const times = (settings: typeof VGGISH_PATCHES | typeof YAMNET_PATCHES) => patchesOf(settings, { seconds: 2.1, chunk: 1600 }).map(({ time }) => Number(time.toFixed(4)));
  expect(times(VGGISH_PATCHES)).toEqual([0.4875, 1.4475]);
  expect(times(YAMNET_PATCHES)).toEqual([0.4875, 0.9675, 1.4475, 1.9275]);
});

test('a sound shorter than a patch has one of YAMNet and none of VGGish, an empty one has neither', () => {
  expect(patchesOf(VGGISH_PATCHES, { seconds: 0.5, chunk: 1600 })).toEqual([]);
  expect(patchesOf(YAMNET_PATCHES, { seconds: 0.5, chunk: 1600 })).toHaveLength(1);
  expect(patchesOf(YAMNET_PATCHES, { seconds: 0, chunk: 1600 })).toEqual([]);
});
