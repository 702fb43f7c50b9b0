import { expect, test } from 'vitest';
import { toFeatureKey, toFeatureName } from '../../../../extractors/encoders/encoder-provenance.ts';
import type { HiddenLayers } from '../../../../extractors/encoders/hidden-layers.ts';
import { SPEECH_ENCODERS } from '../../../../extractors/models/registry/speech-encoders.ts';
import { TEXT_ENCODERS } from '../../../../extractors/models/registry/text-encoders.ts';
import type { TextEncoderCard } from '../../../../extractors/text/encoders/text-encoder-card.ts';
import { toTextProvenance } from '../../../../extractors/text/encoders/text-provenance.ts';

const ENCODERS = Object.entries<TextEncoderCard>(TEXT_ENCODERS);
const LAYERS: readonly HiddenLayers[] = ['last', 'last-four-sum'];

function all(sha256: string) {
  return ENCODERS.flatMap(([id, card]) => LAYERS.map((layers) => toTextProvenance({ id, sha256 }, card, layers)));
}

test('no two encoders, choices of layers or exports share a key; names tell encoders and layers apart (trap 23)', () => {
  const [one, other] = [all('a'.repeat(64)), all('b'.repeat(64))];
  expect(new Set(one.map(toFeatureName)).size).toBe(2 * ENCODERS.length);
  expect(new Set([...one, ...other].map(toFeatureKey)).size).toBe(4 * ENCODERS.length);
  expect(toFeatureName(one[1]!)).toBe('bert-base-chinese-last4sum');
});

test('the longest text changes the key, the order of facts does not', () => {
  const [made] = all('a'.repeat(64));
  expect(toFeatureKey({ ...made!, longest: 384 } as never)).not.toBe(toFeatureKey(made!));
  expect(toFeatureKey(Object.fromEntries(Object.entries(made!).reverse()) as never)).toBe(toFeatureKey(made!));
});

test.each(ENCODERS)('the card of %s tells how its file is exported, and no checksum', (_, { file, text }) => {
  expect(file).toEqual({ exported: expect.stringMatching(/\.onnx$/) as string, command: expect.stringContaining(`scripts/export-text-encoder.py ${text.checkpoint} `) as string });
});

test('no two encoders share a checkpoint, a file or an id, whatever they encode', () => {
  expect(new Set(ENCODERS.map(([, { text }]) => text.checkpoint)).size).toBe(ENCODERS.length);
  expect(new Set(ENCODERS.map(([, { file }]) => JSON.stringify(file))).size).toBe(ENCODERS.length);
  expect(ENCODERS.filter(([id]) => Object.hasOwn(SPEECH_ENCODERS, id))).toEqual([]);
});
