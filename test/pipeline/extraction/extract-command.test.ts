import { appendFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet';
import { expect, test } from 'vitest';
import { decodeNpy } from '../../../datasets/features/npy/decode-npy.ts';
import { readTiming } from '../../../datasets/features/read-timing.ts';
import { EGEMAPS_FUNCTIONALS } from '../../../extractors/audio/egemaps/functional-names.ts';
import { toWav } from '../../../pipeline/noise/wav-file.ts';
import { newFolder, runCommand, videos } from '../run-command.ts';

const tone = (seconds: number, hz: number, rate = 16_000) => toWav(Int16Array.from({ length: seconds * rate }, (_, n) => 6000 * Math.sin((2 * Math.PI * hz * n) / rate) + 3000 * Math.sin((4 * Math.PI * hz * n) / rate)), rate);
const lines = (path: string) => readFileSync(path, 'utf8').trimEnd().split('\n');
const npy = (path: string) => decodeNpy(readFileSync(path), path);

function sounds(): string {
  const folder = newFolder();
  writeFileSync(join(folder, 'a.wav'), tone(1, 150));
  writeFileSync(join(folder, 'b.wav'), tone(1, 200, 48_000));
  return folder;
}

test('a folder becomes one row a clip with 88 named columns, and a file of 88 numbers each', async () => {
  const [folder, out] = [sounds(), newFolder()];
  const { code, out: said } = await runCommand(['extract', folder, '--features', 'egemaps', '--out', out]);
  expect([code, said]).toEqual([0, `2 measured: ${join(out, 'egemaps-UTT.csv')}\n`]);
  const [header, a, b] = lines(join(out, 'egemaps-UTT.csv')).map((line) => line.split(','));
  expect(header).toEqual(['file', ...EGEMAPS_FUNCTIONALS]);
  expect([a![0], b![0]]).toEqual(['a', 'b']);
  expect(Math.abs(Number(a![1]) - 12 * Math.log2(150 / 27.5))).toBeLessThan(0.1);
  expect(Math.abs(Number(b![1]) - 12 * Math.log2(200 / 27.5))).toBeLessThan(0.1);
  const { shape, data } = npy(join(out, 'egemaps-UTT', 'a.npy'));
  expect(shape).toEqual([88]);
  expect(Number(data[0])).toBeCloseTo(Number(a![1]), 3);
});

test('the table is the same in Parquet', async () => {
  const [folder, out] = [sounds(), newFolder()];
  await runCommand(['extract', folder, '-f', 'egemaps', '-o', out]);
  await runCommand(['extract', folder, '-f', 'egemaps', '-o', out, '--format', 'parquet']);
  const rows = await parquetReadObjects({ file: await asyncBufferFromFile(join(out, 'egemaps-UTT.parquet')) });
  const [, a] = lines(join(out, 'egemaps-UTT.csv'));
  expect(rows.map(({ file }) => file as string)).toEqual(['a', 'b']);
  expect(Number((rows[0]!.loudness_sma3_amean as number).toPrecision(6))).toBe(Number(a!.split(',')[11]));
});

test('frames become a file a clip, as a table with times or as an array with its timing', async () => {
  const [folder, out] = [sounds(), newFolder()];
  await runCommand(['extract', folder, '-f', 'egemaps', '-o', out, '--level', 'frame']);
  await runCommand(['extract', folder, '-f', 'egemaps', '-o', out, '--level', 'frame', '--format', 'npy']);
  const table = lines(join(out, 'egemaps-FRA', 'a.csv'));
  expect(table.slice(0, 3).map((line) => line.split(',')[0])).toEqual(['time', '0.000000', '0.010000']);
  expect(table).toHaveLength(1 + 94);
  expect(npy(join(out, 'egemaps-FRA', 'a.npy')).shape).toEqual([94, 25]);
  expect(await readTiming(join(out, 'egemaps-FRA'))).toEqual({ hop: 0.01, offset: 0.03 });
});

test('spectrograms are read at 16 kHz, with the middles of their frames, and a clip is the mean of its rows', async () => {
  const [folder, out] = [sounds(), newFolder()];
  for (const level of ['frame', 'utt']) await runCommand(['extract', join(folder, 'b.wav'), '-f', 'kaldi-fbank', '-o', out, '--level', level, '--format', 'npy']);
  await runCommand(['extract', join(folder, 'b.wav'), '-f', 'log-mel', '-o', out, '--level', 'frame']);
  const { shape, data } = npy(join(out, 'kaldi-fbank-FRA', 'b.npy'));
  expect(shape).toEqual([98, 23]);
  expect(await readTiming(join(out, 'kaldi-fbank-FRA'))).toEqual({ hop: 0.01, offset: 0.0125 });
  const mean = Array.from({ length: 98 }, (_, frame) => Number(data[frame * 23])).reduce((sum, value) => sum + value, 0) / 98;
  expect(Number(npy(join(out, 'kaldi-fbank-UTT', 'b.npy')).data[0])).toBeCloseTo(mean, 4);
  expect(lines(join(out, 'log-mel-FRA', 'b.csv')).slice(0, 3).map((line) => line.split(',').slice(0, 2).join(','))).toEqual(['time,mel0', expect.stringMatching(/^0\.000000,-?\d/), expect.stringMatching(/^0\.032000,-?\d/)]);
});

test('what is there and unchanged is kept, what has changed or is gone is measured again', async () => {
  const [folder, out] = [sounds(), newFolder()];
  const run = async (...more: string[]) => (await runCommand(['extract', folder, '-f', 'egemaps', '-o', out, ...more])).out.split(':')[0];
  expect(await run()).toBe('2 measured');
  expect(await run()).toBe('2 kept');
  writeFileSync(join(folder, 'a.wav'), tone(2, 150));
  expect(await run()).toBe('1 measured, 1 kept');
  rmSync(join(out, 'egemaps-UTT', 'b.npy'));
  expect(await run()).toBe('1 measured, 1 kept');
  appendFileSync(join(out, 'egemaps-UTT', 'extract.jsonl'), '{"clip":"a","sou');
  expect(await run()).toBe('2 kept');
  const ledger = join(out, 'egemaps-UTT', 'extract.jsonl');
  writeFileSync(ledger, readFileSync(ledger, 'utf8').replace('"affekt":"', '"affekt":"0.'));
  expect(await run()).toBe('2 measured');
  expect(await run('--force')).toBe('2 measured');
});

test('a clip without sound and a file that is no media are told of, and the others are measured', async () => {
  const [silent, out, folder] = [videos(['silent.mkv'], { sound: false }), newFolder(), sounds()];
  writeFileSync(join(folder, 'text.wav'), 'no sound');
  const { code, messages, out: said } = await runCommand(['extract', silent, folder, '-f', 'egemaps', '-o', out]);
  expect(code).toBe(5);
  expect(messages).toContain('silent.mkv: has no sound. Give a file with sound.');
  expect(messages).toMatch(/text\.wav: is no media file/);
  expect(said).toMatch(/^2 measured, 2 failed: /);
});

test('nothing but trouble ends with code 6 and writes no table', async () => {
  const out = newFolder();
  const { code, messages } = await runCommand(['extract', join(out, 'nowhere'), '-f', 'egemaps', '-o', out]);
  expect(code).toBe(6);
  expect(messages).toContain('nowhere: cannot be found. Check the path.');
  expect(existsSync(join(out, 'egemaps-UTT.csv'))).toBe(false);
});

test('a feature that is not known is refused with those that are', async () => {
  const { code, messages } = await runCommand(['extract', 'x.wav', '-f', 'mfcc13']);
  expect(code).toBe(2);
  expect(messages).toMatch(/'mfcc13' is invalid\. Allowed choices are egemaps, is09, log-mel, mfcc,/);
});

test('stopping keeps what is measured and says how much is to come', async () => {
  const [folder, out, stop] = [sounds(), newFolder(), new AbortController()];
  stop.abort();
  const { code, out: said } = await runCommand(['extract', folder, '-f', 'egemaps', '-o', out], stop.signal);
  expect([code, said]).toEqual([130, '2 to come\n']);
});
