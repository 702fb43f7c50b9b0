import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet';
import { expect, test } from 'vitest';
import { decodeNpy } from '../../../datasets/features/npy/decode-npy.ts';
import { readTiming } from '../../../datasets/features/read-timing.ts';
import { IS09_DESCRIPTORS } from '../../../extractors/audio/is09/descriptor-names.ts';
import { IS09_FUNCTIONALS } from '../../../extractors/audio/is09/functional-names.ts';
import { toWav } from '../../../pipeline/noise/wav-file.ts';
import { newFolder, runCommand } from '../run-command.ts';

const RATE = 16_000;
const tone = Int16Array.from({ length: RATE }, (_, n) => 6000 * Math.sin((2 * Math.PI * 200 * n) / RATE) + 3000 * Math.sin((4 * Math.PI * 200 * n) / RATE));
const lines = (path: string) => readFileSync(path, 'utf8').trimEnd().split('\n').map((line) => line.split(','));

function sound(): string {
  const path = join(newFolder(), 'a.wav');
  writeFileSync(path, toWav(tone, RATE));
  return path;
}

test('a clip becomes one row of 384 named columns, the same in every format', async () => {
  const [path, out] = [sound(), newFolder()];
  const { code, out: said } = await runCommand(['extract', path, '--features', 'is09', '--out', out]);
  await runCommand(['extract', path, '--features', 'is09', '--out', out, '--format', 'parquet']);
  expect([code, said]).toEqual([0, `1 measured: ${join(out, 'is09-UTT.csv')}\n`]);
  const [header, row] = lines(join(out, 'is09-UTT.csv'));
  expect(header).toEqual(['file', ...IS09_FUNCTIONALS]);
  const column = header!.indexOf('F0_sma_max');
  expect(Number(row![column])).toBe(200);
  const path384 = join(out, 'is09-UTT', 'a.npy');
  const { shape, data } = decodeNpy(readFileSync(path384), path384);
  expect([shape, data[column - 1]]).toEqual([[384], 200]);
  const [parquet] = await parquetReadObjects({ file: await asyncBufferFromFile(join(out, 'is09-UTT.parquet')) });
  expect(parquet!.F0_sma_max).toBe(200);
});

test('frames become rows of 32 descriptors with the start of each, and timing for those who align them', async () => {
  const [path, out] = [sound(), newFolder()];
  await runCommand(['extract', path, '--features', 'is09', '--level', 'frame', '--out', out]);
  await runCommand(['extract', path, '--features', 'is09', '--level', 'frame', '--out', out, '--format', 'npy']);
  const [header, ...rows] = lines(join(out, 'is09-FRA', 'a.csv'));
  expect(header).toEqual(['time', ...IS09_DESCRIPTORS]);
  expect([rows.length, rows[0]![0], rows[1]![0]]).toEqual([98, '0.000000', '0.010000']);
  expect(await readTiming(join(out, 'is09-FRA'))).toEqual({ hop: 0.01, offset: 0.0125 });
});
