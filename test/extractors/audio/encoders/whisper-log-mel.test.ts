import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { whisperLogMel } from '../../../../extractors/audio/encoders/whisper-log-mel.ts';
import { sweep } from './tiny-encoders.ts';

const { whisper } = JSON.parse(readFileSync(new URL('golden/encoders.json', import.meta.url), 'utf8')) as {
  readonly whisper: { readonly mel: Readonly<Record<80 | 128, { readonly at: readonly number[]; readonly values: readonly (readonly number[])[] }>> };
};

test.each([80, 128] as const)('the spectrogram of %i bands is that of transformers’ WhisperFeatureExtractor', (bands) => {
  const samples = new Float32Array(30 * 16_000);
  samples.set(sweep(4).samples);
  const mel = whisperLogMel(samples, { bands });
  expect(mel).toHaveLength(bands * 3000);
  const { at, values } = whisper.mel[bands];
  const differences = at.flatMap((frame, i) => values[i]!.map((value, band) => Math.abs(value - mel[8 * band * 3000 + frame]!)));
  expect(Math.max(...differences)).toBeLessThan(1e-4);
});
