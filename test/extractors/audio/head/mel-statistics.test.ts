import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { MEL_STATISTICS, melStatistics } from '../../../../extractors/audio/head/mel-statistics.ts';
import { MODULATIONS, modulations } from '../../../../extractors/audio/head/modulations.ts';
import { speechLevel } from '../../../../extractors/audio/head/speech-level.ts';

/** Computed by golden/make-mel-statistics.py with numpy. */
const golden = JSON.parse(readFileSync(new URL('golden/mel-statistics.json', import.meta.url), 'utf8')) as Record<'statistics' | 'modulations', number[]>;
const rounded = (value: number) => Math.round(value * 1000) / 1000;
const levels = Array.from({ length: 30 }, (_, i) => Float32Array.from({ length: 40 }, (_level, b) => rounded(20 * Math.sin(0.7 * i * (b + 1)) - b - 30)));
const speaking = levels.map((_, i) => i % 7 !== 3 && i > 1);
const swing = Array.from({ length: 200 }, (_, i) =>
  Float32Array.from({ length: 40 }, (_level, b) => rounded(8 * Math.sin((2 * Math.PI * 4 * i) / 100 + Math.floor(b / 4)) + 3 * Math.sin((2 * Math.PI * 11 * i) / 100) - (b > 35 ? 50 : 0))),
);

test('mel levels have the statistics that numpy gives', () => {
  const found = melStatistics(levels, speaking);
  expect(found).toHaveLength(MEL_STATISTICS.length);
  found.forEach((value, i) => expect(value).toBeCloseTo(golden.statistics[i]!, 3));
});

test('modulations are what numpy gives', () => {
  const found = modulations(swing, 0);
  expect(found).toHaveLength(MODULATIONS.length);
  found.forEach((value, i) => expect(value).toBeCloseTo(golden.modulations[i]!, 3));
});

test('a swing of 4 Hz shows in the band from 4 Hz on', () => {
  const group = (name: string) => modulations(swing, 0)[MODULATIONS.indexOf(name)]!;
  expect(group('modulation.4Hz.0')).toBeGreaterThan(group('modulation.1.5Hz.0') + 1);
  expect(group('modulation.4Hz.0')).toBeGreaterThan(group('modulation.6.5Hz.0') + 1);
});

test('half a window swings as strongly as a whole one', () => {
  const at = MODULATIONS.indexOf('modulation.4Hz.0');
  expect(modulations(swing.slice(0, 100), 0)[at]).toBeCloseTo(modulations(swing, 0)[at]!, 0);
});

test('a louder recording has the same statistics and modulations', () => {
  const louder = levels.map((frame) => frame.map((level) => level + 12));
  melStatistics(louder, speaking).forEach((value, i) => expect(value).toBeCloseTo(melStatistics(levels, speaking)[i]!, 3));
  modulations(louder, speechLevel(louder)).forEach((value, i) => expect(value).toBeCloseTo(modulations(levels, speechLevel(levels))[i]!, 3));
});
