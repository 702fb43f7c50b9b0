import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { digestFile, mismatchOf } from '../../../../extractors/models/store/digest.ts';
import { temporaryFolder } from '../temporary-folder.ts';

/** Of the six bytes `hello\n`, by coreutils' sha256sum and git's hash-object. */
const HELLO = { sha256: '5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03', gitBlob: 'ce013625030ba8dba906f756967f9e9ca394464a', bytes: 6 };

test('the checksums of a file are those of sha256sum and git hash-object', async () => {
  const path = join(await temporaryFolder(), 'hello');
  await writeFile(path, 'hello\n');
  expect(await digestFile(path)).toEqual(HELLO);
});

test.each([
  ['bytes', { bytes: 7 }, 'it has 6 bytes, not 7'],
  ['sha256', { sha256: 'ab' }, `its sha256 is ${HELLO.sha256}, not ab`],
  ['git blob id', { sha256: HELLO.sha256, gitBlob: 'cd' }, `its git blob id is ${HELLO.gitBlob}, not cd`],
])('a file with another %s than its card says is told apart', (_, pins, message) => {
  expect(mismatchOf({ mirrorPath: 'a.onnx', ...pins }, HELLO)).toBe(message);
});

test('a file that meets every checksum on its card is the right one', () => {
  expect(mismatchOf({ mirrorPath: 'a.onnx', ...HELLO }, HELLO)).toBeUndefined();
});
