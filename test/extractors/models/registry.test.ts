import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { ModelCard } from '../../../extractors/models/card.ts';
import { MODELS } from '../../../extractors/models/registry.ts';
import { LABEL_MAPPINGS } from '../../../fusion/labels/label-mappings.ts';

const CARDS = Object.entries<ModelCard>(MODELS);
const FETCHED = CARDS.flatMap(([id, { file }]) => ('mirrorPath' in file ? [{ id, file }] : []));

test.each(FETCHED)('$id is pinned by a whole checksum', ({ file }) => {
  expect(file.sha256 ?? file.gitBlob).toBeDefined();
  expect(file.sha256 ?? '0'.repeat(64)).toMatch(/^[0-9a-f]{64}$/);
  expect(file.gitBlob ?? '0'.repeat(40)).toMatch(/^[0-9a-f]{40}$/);
});

test.each(FETCHED.filter(({ file }) => file.url !== undefined))('the address of $id names a commit, not a branch', ({ file }) => {
  expect(file.url).toMatch(/^https:\/\/(github\.com\/[\w.-]+\/[\w.-]+\/raw|media\.githubusercontent\.com\/media\/[\w.-]+\/[\w.-]+|huggingface\.co\/[\w.-]+\/[\w.-]+\/resolve)\/[0-9a-f]{40}\/.+\.(onnx|bin)$/);
});

test('no two models share a file', () => {
  const pins = FETCHED.flatMap(({ file }) => [file.mirrorPath, file.sha256, file.gitBlob]).filter((pin) => pin !== undefined);
  expect(new Set(pins).size).toBe(pins.length);
});

test.each(CARDS.filter(([, { input }]) => input.channels !== undefined))('%s says how each channel of its pictures is prepared', (_, { input }) => {
  const channels = input.channels === 'gray' ? 1 : 3;
  expect([input.mean?.length, input.std?.length]).toEqual([channels, channels]);
  expect(input.scale).toBeGreaterThan(0);
  expect(input.size).toBeDefined();
});

test.each(CARDS)('%s is either checked by a recorded answer or says what was not verified', (_, { fixture, unverified = [] }) => {
  expect(fixture !== undefined || unverified.length > 0).toBe(true);
});

test.each(CARDS.flatMap(([id, { output }]) => (output.labels === undefined ? [] : [{ id, labels: output.labels }])))('every label of $id is known to one named mapping', ({ labels }) => {
  const known = Object.values(LABEL_MAPPINGS).filter((mapping) => labels.every((label) => Object.hasOwn(mapping, label)));
  expect(new Set(labels).size).toBe(labels.length);
  expect(known).not.toHaveLength(0);
});

test('the recorded answers on the cards are those that the recording scripts wrote', () => {
  const read = (name: string) => JSON.parse(readFileSync(new URL(`golden/${name}.json`, import.meta.url), 'utf8')) as Record<string, object>;
  const fixtures = CARDS.flatMap(([id, { fixture }]) => (fixture === undefined ? [] : [[id, fixture] as const])).filter(([, { reference }]) => /TensorFlow|for Python/.test(reference));
  expect(Object.fromEntries(fixtures.map(([id, { outputs }]) => [id, outputs]))).toEqual({ ...read('fixtures-tfjs'), ...read('fixtures-onnxruntime') });
  const inputs = Object.entries(read('fixture-inputs') as Record<string, { inputs: object; tolerance: number }>);
  expect(Object.fromEntries(fixtures.map(([id, card]) => [id, [card.inputs, card.tolerance]]))).toEqual(Object.fromEntries(inputs.map(([id, spec]) => [id, [spec.inputs, spec.tolerance]])));
});
