import { expect, test } from 'vitest';
import type { SpeechEncoderCard } from '../../../../extractors/audio/encoders/speech-encoder-card.ts';
import { toSpeechProvenance } from '../../../../extractors/audio/encoders/speech-provenance.ts';
import { toFeatureKey, toFeatureName } from '../../../../extractors/encoders/encoder-provenance.ts';
import type { HiddenLayers } from '../../../../extractors/encoders/hidden-layers.ts';
import { SPEECH_ENCODERS } from '../../../../extractors/models/registry/speech-encoders.ts';

const ENCODERS = Object.entries<SpeechEncoderCard>(SPEECH_ENCODERS);
const LAYERS: readonly HiddenLayers[] = ['last', 'last-four-sum'];

function all(sha256: string) {
  return ENCODERS.flatMap(([id, card]) => LAYERS.map((layers) => toSpeechProvenance({ id, sha256 }, card, layers)));
}

test('no two encoders or choices of layers share a name or a key (trap 23)', () => {
  const made = all('a'.repeat(64));
  expect(new Set(made.map(toFeatureName)).size).toBe(2 * ENCODERS.length);
  expect(new Set(made.map(toFeatureKey)).size).toBe(2 * ENCODERS.length);
  expect(toFeatureName(made[0]!)).toBe('wav2vec2-base-960h-last');
});

test('another export of the same checkpoint has the same names and other keys (trap 23)', () => {
  const [one, other] = [all('a'.repeat(64)), all('b'.repeat(64))];
  expect(other.map(toFeatureName)).toEqual(one.map(toFeatureName));
  expect(new Set([...one, ...other].map(toFeatureKey)).size).toBe(4 * ENCODERS.length);
});

test('a change of the recipe changes the key', () => {
  const [made] = all('a'.repeat(64));
  const changed = [{ ...made!, chunk: { seconds: 20, padding: 'longer-clips' as const } }, { ...made!, chunk: { seconds: 10, padding: 'none' as const } }, { ...made!, input: { kind: 'waveform' as const, normalise: false as const } }];
  expect(new Set([made!, ...changed].map(toFeatureKey)).size).toBe(4);
});

test.each(['hubert-base', 'hubert-large', 'wav2vec2-base', 'wav2vec2-large'])('the Chinese %s is not the English one (trap 37)', (kind) => {
  const chinese = ENCODERS.filter(([id]) => id === `chinese-${kind}`);
  const english = ENCODERS.filter(([id]) => id.startsWith(`${kind}-`));
  expect([chinese.length, english.length]).toEqual([1, 1]);
  expect([chinese[0]![1].speech.checkpoint, english[0]![1].speech.checkpoint.split('/')[0]]).toEqual([`TencentGameMate/chinese-${kind}`, 'facebook']);
});

test.each(ENCODERS)('the card of %s tells how its file is made, and no checksum', (id, { file, speech }) => {
  const command = id.startsWith('emotion2vec') ? `affekt models build encoder ${speech.checkpoint.split('/')[1]!}` : `scripts/export-speech-encoder.py ${speech.checkpoint} `;
  expect(file).toEqual({ exported: expect.stringMatching(/\.onnx$/), command: expect.stringContaining(command) });
});

test('no two encoders share a checkpoint or a file', () => {
  expect(new Set(ENCODERS.map(([, { speech }]) => speech.checkpoint)).size).toBe(ENCODERS.length);
  expect(new Set(ENCODERS.map(([, { file }]) => JSON.stringify(file))).size).toBe(ENCODERS.length);
});
