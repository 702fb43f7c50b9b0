import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readMetadata } from '../../../runtime/onnx/read-metadata.ts';
import { writeModel } from '../../../runtime/onnx/write-model.ts';
import { temporaryFolder } from '../../extractors/models/temporary-folder.ts';
import { linear } from './linear-model.ts';

async function fileOf(bytes: Uint8Array): Promise<string> {
  const path = join(await temporaryFolder(), 'model.onnx');
  await writeFile(path, bytes);
  return path;
}

test('the notes of a file are read, whatever their length', async () => {
  const metadata = { first: 'é 你好', empty: '', long: 'x'.repeat(200_000) };
  expect(await readMetadata(await fileOf(writeModel({ ...linear, metadata })))).toEqual(metadata);
});

test('a file without notes has none', async () => {
  expect(await readMetadata(await fileOf(writeModel({ ...linear, metadata: {} })))).toEqual({});
});

test('fields of a fixed size are stepped over', async () => {
  const fixed = Uint8Array.of((9 << 3) | 5, 1, 2, 3, 4, (10 << 3) | 1, 1, 2, 3, 4, 5, 6, 7, 8);
  const bytes = writeModel({ ...linear, metadata: { a: 'b' } });
  expect(await readMetadata(await fileOf(Buffer.concat([fixed, bytes])))).toEqual({ a: 'b' });
});

test('what is no ONNX file, is cut off, or has a damaged note, is refused', async () => {
  const bytes = writeModel(linear);
  for (const wrong of [Buffer.from('hello, this is text'), bytes.subarray(0, bytes.length - 3), Buffer.alloc(30, 255), Buffer.of(8), Buffer.of((14 << 3) | 2, 2, 10, 9)]) {
    await expect(fileOf(wrong).then(readMetadata)).rejects.toMatchObject({ code: 'BROKEN' });
  }
  await expect(readMetadata('/nowhere/model.onnx')).rejects.toMatchObject({ code: 'MISSING' });
});
