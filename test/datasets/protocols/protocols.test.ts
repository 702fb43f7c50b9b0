import { expect, test } from 'vitest';
import { DatasetError } from '../../../datasets/dataset-error.ts';
import { findProtocol, PROTOCOLS } from '../../../datasets/protocols/protocols.ts';
import { METRICS } from '../../../fusion/metrics/metrics.ts';
import golden from './golden/formats.json' with { type: 'json' };

const all = Object.values(PROTOCOLS);
/** Scores of open vocabularies, which `fusion/metrics` does not have. */
const WORD_SCORES = /^(?:set|wheel)-/;

test('an unknown protocol is refused with the names of those there are', () => {
  const find = () => findProtocol('abaw6-wa');
  expect(find).toThrow(DatasetError);
  expect(find).toThrow(/abaw6-wa: is no protocol .* abaw3-va, .*mer2026-fg/);
  expect(() => findProtocol('toString')).toThrow(DatasetError);
});

test('the emotions of MER stand in the order of the organisers\' code, in every edition, and not in that of Aff-Wild2 (trap 24)', () => {
  for (const protocol of all.filter(({ id, classes }) => id.startsWith('mer') && classes !== undefined)) {
    for (const emotions of golden.merEmotions) expect(protocol.classes).toEqual(emotions);
    expect(Object.values(protocol.aliases!)).not.toContain('fear');
    expect(protocol.aliases).not.toHaveProperty('fear');
  }
  expect(findProtocol('abaw6-expr').classes).toEqual(golden.exprHeader.slice(1));
});

test('the files of MER have the columns and counts of the organisers\' code', () => {
  for (const id of ['mer2023-multi', 'mer2023-noise', 'mer2023-semi']) expect(findProtocol(id).submission).toMatchObject({ kind: 'clip-table', header: golden.mer2023Header });
  for (const id of ['mer2025-semi', 'mer2026-cross']) expect(findProtocol(id).submission).toMatchObject({ header: golden.merSemiHeader, count: golden.merSemiCount });
  for (const id of ['mer2025-fg', 'mer2024-ov']) expect(findProtocol(id).submission).toMatchObject({ kind: 'word-table', header: golden.merWordsHeader, count: golden.merFgCount });
});

test('an expression is one class index under eight names, valence comes before arousal, and the third edition took a file a video (trap 6)', () => {
  expect(findProtocol('abaw6-expr').submission).toEqual({ kind: 'frame-table', header: golden.exprHeader, values: 'class-index', file: 'predictions.txt' });
  expect(findProtocol('abaw6-va').submission).toMatchObject({ header: golden.vaHeader, values: 'reals' });
  expect(findProtocol('abaw3-expr').submission).toEqual({ kind: 'frame-files', header: golden.exprHeader.slice(1), values: 'class-index' });
});

test('the first two sets of MER2023 are to match name by name, and the third is to hold all clips', () => {
  expect(findProtocol('mer2023-multi').submission).toMatchObject({ rows: 'exact', count: 411 });
  expect(findProtocol('mer2023-noise').submission).toMatchObject({ rows: 'exact', count: 412 });
  expect(findProtocol('mer2023-semi').submission).toMatchObject({ rows: 'superset', count: 73_982 });
});

test('the combined score of MER2023 is that of the organisers\' code', () => {
  for (const [weightedF1, mse, score] of golden.mer2023Combined) expect(weightedF1! - 0.25 * mse!).toBeCloseTo(score!, 12);
});

test.each(all)('$id is complete: metric, labels for it, splits, sources', (protocol) => {
  for (const name of [protocol.score.metric, ...protocol.score.parts]) expect(name in METRICS || WORD_SCORES.test(name)).toBe(true);
  const needs: readonly string[] = protocol.score.metric in METRICS ? METRICS[protocol.score.metric as keyof typeof METRICS].needs : [];
  expect(protocol.classes !== undefined).toBe(needs.includes('classes'));
  expect(protocol.units !== undefined).toBe(needs.includes('units'));
  expect(protocol.valence !== undefined).toBe(needs.includes('continuous'));
  for (const name of Object.values(protocol.aliases ?? {})) expect(protocol.classes).toContain(name);
  expect(protocol.sources.length).toBeGreaterThan(0);
  for (const { on } of protocol.published) expect([...Object.values(protocol.splits), 'example']).toContain(on);
});
