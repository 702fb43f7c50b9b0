import { expect, test } from 'vitest';
import { judgeSpeech } from '../../../../extractors/audio/encoders/judge-speech.ts';
import type { SpeechEncoderCard } from '../../../../extractors/audio/encoders/speech-encoder-card.ts';
import { SPEECH_ENCODERS } from '../../../../extractors/models/registry/speech-encoders.ts';

const card = (labels: readonly string[]): SpeechEncoderCard => ({ ...SPEECH_ENCODERS['emotion2vec-base'], output: { names: ['logits'], labels } });
const piece = (kept: number, ...logits: readonly number[]) => ({ chunk: { kept }, logits: Float32Array.from(logits) });

test('classes of pieces are weighted by their rows before they become probabilities', () => {
  const { emotions } = judgeSpeech([piece(30, 0, Math.log(8)), piece(10, 0, 0)], card(['angry', 'happy']));
  expect(emotions).toEqual({ angry: expect.closeTo(1 / (1 + 8 ** 0.75), 6) as number, happy: expect.closeTo(8 ** 0.75 / (1 + 8 ** 0.75), 6) as number });
});

test('classes that the authors of a net do not use take no part', () => {
  expect(judgeSpeech([piece(5, 1000, 2000, 1000)], card(['angry', 'unuse_0', 'happy']))).toEqual({ emotions: { angry: 0.5, happy: 0.5 } });
});

test('a net that does not judge says nothing', () => {
  expect(judgeSpeech([{ chunk: { kept: 5 } }], SPEECH_ENCODERS['emotion2vec-base'])).toEqual({});
});
