import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { crc32c } from '../../../../pipeline/export/tensorboard/crc32c.ts';
import { stepOf } from '../../../../pipeline/export/tensorboard/event.ts';
import { openEventFile } from '../../../../pipeline/export/tensorboard/open-event-file.ts';
import { readRecords } from '../../../../pipeline/export/tensorboard/record.ts';
import golden from './golden/tensorboard.json' with { type: 'json' };
import { SAMPLE, writeSample } from './golden/write-sample.ts';

const root = mkdtempSync(join(tmpdir(), 'affekt-events-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const newFolder = () => join(mkdtempSync(join(root, 'e-')), 'deep', 'run');
const now = () => 1_700_000_000;
const stepsIn = (path: string) => [...readRecords(readFileSync(path))].slice(1).map(({ data }) => stepOf(data));

test('the check value of CRC-32C is as published', () => expect(crc32c(Buffer.from('123456789'))).toBe(0xe3069283));

test('the file has the bytes that TensorBoard itself writes', async () => {
  const bytes = readFileSync(await writeSample(newFolder()));
  expect(bytes.equals(Buffer.from(golden.theirs, 'base64'))).toBe(true);
});

test('TensorBoard was seen to read every scalar of this very file', async () => {
  const bytes = readFileSync(await writeSample(newFolder()));
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(golden.ours.sha256);
  const written = SAMPLE.flatMap(([step, scalars]) => Object.entries(scalars).map(([tag, value]) => [tag, step, Math.fround(value)]));
  const read = Object.entries(golden.ours.scalars).flatMap(([tag, events]) => events.map(([, step, value]) => [tag, step, value === 'inf' ? Infinity : Number(value)]));
  expect(read.sort()).toEqual(written.sort());
});

test('TensorBoard finds the file by its name', async () => {
  await using file = await openEventFile(newFolder());
  expect(file.path).toMatch(/[/\\]events\.out\.tfevents\.[^/\\]+$/);
});

test('an event is in the file as soon as it is written', async () => {
  await using file = await openEventFile(newFolder());
  await file.append(7, { loss: 1 });
  expect(stepsIn(file.path)).toEqual([7]);
});

test('a file that is opened again is gone on with', async () => {
  const folder = newFolder();
  for (const step of [1, 2, 3]) {
    await using file = await openEventFile(folder, { now });
    await file.append(step, { loss: 0.5 });
  }
  await using whole = await openEventFile(newFolder(), { now });
  for (const step of [1, 2, 3]) await whole.append(step, { loss: 0.5 });
  expect(readFileSync(join(folder, 'events.out.tfevents.affekt')).equals(readFileSync(whole.path))).toBe(true);
});

test('wherever a run was killed, its file is cut to whole events and goes on', async () => {
  const path = await writeSample(newFolder());
  const whole = readFileSync(path);
  const ends = [0, ...[...readRecords(whole)].map(({ end }) => end)];
  for (let length = 0; length < whole.length; length++) {
    writeFileSync(path, whole);
    truncateSync(path, length);
    await using file = await openEventFile(join(path, '..'), { now });
    const kept = Math.max(ends.filter((end) => end <= length).at(-1)!, ends[1]!); // At least the event that the file begins with
    expect(readFileSync(path)).toHaveLength(kept);
    await file.append(9, { loss: 1 });
    expect(stepsIn(path).at(-1)).toBe(9);
  }
});

test.each(['in its length', 'in its data'])('a record that is damaged %s ends the file, and a run goes on from there', async (where) => {
  const path = await writeSample(newFolder());
  const bytes = readFileSync(path);
  const start = [...readRecords(bytes)][2]!.end;
  bytes[start + (where === 'in its length' ? 7 : 14)]! ^= 64;
  writeFileSync(path, bytes);
  await using file = await openEventFile(join(path, '..'));
  expect([...readRecords(readFileSync(file.path))].at(-1)!.end).toBe(start);
});

test('what was written after the checkpoint that a run goes on from is cut off', async () => {
  const folder = newFolder();
  const append = async (steps: readonly number[], options = {}) => {
    await using file = await openEventFile(folder, { now, ...options });
    for (const step of steps) await file.append(step, { loss: step });
    return file.path;
  };
  await append([0, 100, 200, 70_000]);
  expect(stepsIn(await append([150], { lastStep: 100 }))).toEqual([0, 100, 150]);
  expect(stepsIn(await append([], { lastStep: 0 }))).toEqual([0]);
  await append([5, 2 ** 40]);
  expect(stepsIn(await append([], { lastStep: 2 ** 35 }))).toEqual([0, 5]);
});

test('a folder that cannot be made is told by its path', async () => {
  const file = join(mkdtempSync(join(root, 'f-')), 'a file');
  writeFileSync(file, '');
  await expect(openEventFile(join(file, 'run'))).rejects.toMatchObject({ name: 'OutputError', code: 'NOT_WRITABLE', message: expect.stringContaining('events.out.tfevents') as string });
});

test('a folder in place of the file is told by its path', async () => {
  const folder = newFolder();
  mkdirSync(join(folder, 'events.out.tfevents.affekt'), { recursive: true });
  await expect(openEventFile(folder)).rejects.toMatchObject({ name: 'OutputError', code: 'NOT_WRITABLE' });
});
