import { mkdtemp, readFile, readdir, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet';
import { expect, test } from 'vitest';
import { frameColumns } from '../../../pipeline/export/frame-columns.ts';
import { temporaryName } from '../../../pipeline/export/open-atomic-file.ts';
import { writeFrames } from '../../../pipeline/export/write-frames.ts';
import type { FrameRow } from '../../../pipeline/rows.ts';
import { rows, verdict } from './rows.ts';

const newFolder = () => mkdtemp(join(tmpdir(), 'affekt-export-'));
const readCsv = async (folder: string) => parse<Record<string, string>>(await readFile(join(folder, 'frames.csv')), { columns: true });
const readParquet = async (folder: string): Promise<Record<string, unknown>[]> => parquetReadObjects({ file: await asyncBufferFromFile(join(folder, 'frames.parquet')) });

async function* many(count: number): AsyncGenerator<FrameRow> {
  for (let frame = 0; frame < count; frame++) yield { frame, time: frame / 25, status: 'analysed', person: 0, verdict };
}

test('every frame has a row, also one without a face', async () => {
  const folder = await newFolder();
  await writeFrames(rows, { folder });
  expect((await readCsv(folder)).map((row) => [row.frame, row.status, row.person])).toEqual([
    ['0', 'no-face', ''],
    ['1', 'analysed', '0'],
    ['1', 'analysed', '1'],
    ['2', 'skipped', ''],
    ['3', 'failed', ''],
  ]);
});

test('frames are counted once, however many people are in them', async () => {
  const counts = await writeFrames(rows, { folder: await newFolder() });
  expect(counts).toEqual({ rows: 5, frames: { analysed: 1, 'no-face': 1, skipped: 1, failed: 1 } });
});

test('times keep six decimals and probabilities six digits', async () => {
  const folder = await newFolder();
  await writeFrames(rows, { folder });
  const table = await readCsv(folder);
  expect(table.map((row) => row.time)).toEqual(['0.000000', '0.040040', '0.040040', '0.333333', '7200.123456']);
  expect(table[1]).toMatchObject({ p_disgust: '1.23457e-7', valence: '0.512346', face_score: '0.987654', box_x: '10.13', rests_on: 'face+voice' });
});

test('a class that the model does not know is an empty cell and a class it rules out is 0', async () => {
  const folder = await newFolder();
  await writeFrames(rows, { folder });
  expect((await readCsv(folder))[1]).toMatchObject({ p_other: '', p_anger: '0', face_p_anger: '0', voice_p_anger: '' });
  expect((await readParquet(folder))[1]).toMatchObject({ p_other: null, p_anger: 0, voice_expression: null });
});

test('the Parquet table holds the same figures as the CSV table', async () => {
  const folder = await newFolder();
  await writeFrames(rows, { folder });
  const csv = await readCsv(folder);
  const parquet = await readParquet(folder);
  const digits = (value: unknown): unknown => (typeof value === 'number' ? Number(value.toPrecision(6)) : (value ?? ''));
  const numbers = (value: string) => (value === '' || Number.isNaN(Number(value)) ? value : Number(Number(value).toPrecision(6)));
  expect(parquet.map((row) => frameColumns.map(({ name }) => digits(row[name])))).toEqual(
    csv.map((row) => frameColumns.map(({ name }) => numbers(row[name]!))),
  );
});

test('Parquet times are exact to the microsecond after two hours', async () => {
  const folder = await newFolder();
  await writeFrames(rows, { folder });
  expect((await readParquet(folder))[4]!.time).toBe(7200.123456);
});

test('ten thousand rows come back from several row groups in order', async () => {
  const folder = await newFolder();
  await writeFrames(many(10_000), { folder });
  const table = await readParquet(folder);
  expect(table.map((row) => row.frame)).toEqual(Array.from({ length: 10_000 }, (_, frame) => frame));
});

test('the same rows give the same bytes', async () => {
  const [first, second] = [await newFolder(), await newFolder()];
  await writeFrames(rows, { folder: first });
  await writeFrames(rows, { folder: second });
  for (const name of ['frames.csv', 'frames.parquet']) expect(await readFile(join(first, name))).toEqual(await readFile(join(second, name)));
});

test('a clip without frames gives tables with a header and no rows', async () => {
  const folder = await newFolder();
  await writeFrames([], { folder });
  expect(await readFile(join(folder, 'frames.csv'), 'utf8')).toBe(`${frameColumns.map(({ name }) => name).join(',')}\n`);
  expect(await readParquet(folder)).toEqual([]);
});

test('rows that break off leave an older table as it was and nothing beside it', async () => {
  const folder = await newFolder();
  await writeFile(join(folder, 'frames.csv'), 'old');
  const broken = async function* () {
    yield* many(9000);
    throw new Error('broken off');
  };
  await expect(writeFrames(broken(), { folder })).rejects.toThrow('broken off');
  expect(await readdir(folder)).toEqual(['frames.csv']);
  expect(await readFile(join(folder, 'frames.csv'), 'utf8')).toBe('old');
});

test('an abort ends the writing and leaves nothing', async () => {
  const folder = await newFolder();
  await expect(writeFrames(many(10), { folder, signal: AbortSignal.abort() })).rejects.toThrow('abort');
  expect(await readdir(folder)).toEqual([]);
});

test('a full disk gives one line that names the file, and leaves nothing', async () => {
  const folder = await newFolder();
  const path = join(folder, 'frames.csv');
  await symlink('/dev/full', temporaryName(path));
  await expect(writeFrames(rows, { folder })).rejects.toMatchObject({
    code: 'DISK_FULL',
    message: `${path}: cannot write, the disk is full (ENOSPC). Free some space or choose another disk with \`--out\`, then run the same command again.`,
  });
  expect(await readdir(folder)).toEqual([]);
});

test('a folder that cannot be made gives one line that names the file', async () => {
  const file = join(await newFolder(), 'a-file');
  await writeFile(file, '');
  await expect(writeFrames(rows, { folder: join(file, 'clip') })).rejects.toMatchObject({
    code: 'NOT_WRITABLE',
    message: expect.stringContaining(join(file, 'clip', 'frames.csv')),
  });
});

test('memory does not grow with the number of rows', async () => {
  const peak = async (count: number) => {
    let bytes = 0;
    const watched = async function* () {
      for await (const row of many(count)) {
        if (row.frame % 5000 === 0) bytes = Math.max(bytes, process.memoryUsage().arrayBuffers + process.memoryUsage().external);
        yield row;
      }
    };
    await writeFrames(watched(), { folder: await newFolder() });
    return bytes;
  };
  await peak(20_000);
  expect((await peak(100_000)) / (await peak(20_000))).toBeLessThan(1.6);
});
