import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { cepstrum } from '../../../../extractors/audio/descriptors/cepstrum.ts';
import { logMel } from '../../../../extractors/audio/descriptors/log-mel.ts';
import type { MelOptions } from '../../../../extractors/audio/descriptors/mel-filters.ts';
import { powerSpectrum } from '../../../../extractors/audio/descriptors/power-spectrum.ts';
import { sliceFrames } from '../../../../extractors/audio/descriptors/slice-frames.ts';
import { spectralShape } from '../../../../extractors/audio/descriptors/spectral-shape.ts';
import { noise, RATE, signal } from '../signals.ts';

interface Golden {
  readonly frames: readonly number[];
  readonly cases: readonly (Required<Pick<MelOptions, 'bands' | 'scale' | 'norm' | 'min' | 'max'>> & { readonly levels: number[][]; readonly mfcc: number[][] })[];
  readonly shape: Readonly<Record<'centroid' | 'spread' | 'rolloff' | 'flatness', number[]>>;
}

/** Recorded from librosa by golden/make-mel.py. */
const golden = JSON.parse(readFileSync(new URL('../golden/mel.json', import.meta.url), 'utf8')) as Golden;

function spectra(): Float64Array[] {
  const hiss = noise(0.25, 0.5);
  const sweep = signal(0.25, (time) => 0.3 * Math.sin(2 * Math.PI * (200 * time + 3000 * time * time)) + 0.02 * hiss[Math.round(time * RATE)]!);
  const toPower = powerSpectrum({ length: 400, size: 512 });
  const all = Array.from(sliceFrames({ length: 400, hop: 160 }).push(sweep), (frame) => toPower(frame).slice());
  return golden.frames.map((index) => all[index]!);
}

function largestDifference(actual: Iterable<number>, expected: readonly number[]): number {
  return Math.max(...Array.from(actual, (value, i) => Math.abs(value - expected[i]!)));
}

test.each(golden.cases)('log-mel levels of $bands $scale bands (norm $norm) are those of librosa', ({ levels, ...options }) => {
  const toLevels = logMel({ sampleRate: RATE, size: 512, ...options });
  spectra().forEach((power, i) => expect(largestDifference(toLevels(power), levels[i]!)).toBeLessThan(1e-4));
});

test.each(golden.cases)('cepstral coefficients from $bands $scale bands are those of librosa', ({ mfcc, ...options }) => {
  const toLevels = logMel({ sampleRate: RATE, size: 512, ...options });
  const toCoefficients = cepstrum({ bands: options.bands, coefficients: 20 });
  spectra().forEach((power, i) => expect(largestDifference(toCoefficients(toLevels(power)), mfcc[i]!)).toBeLessThan(1e-4));
});

test.each(['centroid', 'spread', 'rolloff', 'flatness'] as const)('the %s of a spectrum is that of librosa', (name) => {
  const relative = spectra().map((power, i) => spectralShape(power, RATE)[name] / golden.shape[name][i]! - 1);
  expect(Math.max(...relative.map(Math.abs))).toBeLessThan(1e-4);
});
