import { expect, test } from 'vitest';
import { spectralShape, type SpectralShape } from '../../../../extractors/audio/descriptors/spectral-shape.ts';

const BINS = 257;
const HZ = 8000 / 256;

function spectrum(level: (hz: number) => number): Float64Array {
  return Float64Array.from({ length: BINS }, (_, k) => 10 ** (level(k * HZ) / 10));
}

function values(shape: SpectralShape): number[] {
  return Object.values(shape as unknown as Record<string, number>);
}

test('a spectrum that falls by 20 dB per kHz has that slope in both bands', () => {
  const shape = spectralShape(spectrum((hz) => (-20 * hz) / 1000), 16_000);
  expect(shape.slopeLow).toBeCloseTo(-20, 6);
  expect(shape.slopeHigh).toBeCloseTo(-20, 6);
});

test('the Hammarberg index compares the strongest bins below and above 2 kHz', () => {
  const shape = spectralShape(spectrum((hz) => (hz < 2000 ? 30 : hz < 5000 ? 12 : 90)), 16_000);
  expect(shape.hammarberg).toBeCloseTo(18, 6);
});

test('the alpha ratio compares the energy of 50 to 1000 Hz with that of 1 to 5 kHz', () => {
  const shape = spectralShape(spectrum((hz) => (hz < 50 || hz >= 5000 ? 90 : 0)), 16_000);
  expect(shape.alphaRatio).toBeCloseTo(10 * Math.log10(30 / 128), 6); // Bins 2 to 31 against 32 to 159
});

test('a flat spectrum has flatness 1 and its centroid in the middle', () => {
  const shape = spectralShape(spectrum(() => 0), 16_000);
  expect(shape.flatness).toBeCloseTo(1, 9);
  expect(shape.centroid).toBeCloseTo(4000, 6);
});

test('twelve decibels more or less change nothing', () => {
  const level = (hz: number): number => 10 * Math.sin(hz / 300);
  const louder = values(spectralShape(spectrum((hz) => level(hz) + 12), 16_000));
  values(spectralShape(spectrum(level), 16_000)).forEach((value, i) => expect(louder[i]).toBeCloseTo(value, 6));
});

test('a silent spectrum gives zeros', () => {
  expect(values(spectralShape(new Float64Array(BINS), 16_000)).every((value) => Math.abs(value) < 1e-9)).toBe(true);
});
