import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openTorchWeights } from '../../../runtime/torch/open-torch-weights.ts';
import { temporaryFolder } from '../../extractors/models/temporary-folder.ts';

const GOLDEN = join(import.meta.dirname, 'golden');
const quarters = (count: number, first = 0) => Array.from({ length: count }, (_, i) => (first + i) / 4);

async function folderWith(file: string, change: (bytes: Buffer) => Buffer | undefined = () => undefined): Promise<string> {
  const folder = await temporaryFolder();
  const bytes = await readFile(join(GOLDEN, file));
  await writeFile(join(folder, 'pytorch_model.bin'), change(bytes) ?? bytes);
  return folder;
}

test.each([
  ['single', 'F32', [2, 3], quarters(6)],
  ['half', 'F16', [5], quarters(5)],
  ['bfloat', 'BF16', [4], quarters(4)],
  ['double', 'F64', [2, 2], quarters(4)],
  ['parameter', 'F32', [3], quarters(3)],
  ['part', 'F32', [3, 2], quarters(6, 8)],
  ['scalar', 'F32', [], [0.25]],
])('%s is read from what torch.save wrote', async (name, dtype, shape, values) => {
  await using weights = await openTorchWeights(await folderWith('weights.bin'));
  const tensor = weights.tensor(name);
  expect([tensor.dtype, tensor.shape]).toEqual([dtype, shape]);
  expect([...(await tensor.read())]).toEqual(values);
  expect([...(await tensor.read(values.length - 1, 1))]).toEqual(values.slice(-1));
});

test('a tensor that is missing, of another shape, no float or out of order is told of by name', async () => {
  await using weights = await openTorchWeights(await folderWith('weights.bin'));
  expect(() => weights.tensor('nowhere')).toThrow(/has no tensor "nowhere"/);
  expect(() => weights.tensor('single', [3, 2])).toThrow(/"single" of shape \[2, 3\], and \[3, 2\] is wanted/);
  expect(() => weights.tensor('positions')).toThrow(/"positions" of type LongStorage, and weights are floats/);
  expect(() => weights.tensor('turned')).toThrow(/values of "turned" out of order/);
});

test.each(['training.bin', 'nested.bin'])('of %s, which a training program saved, the weights are read and the rest is stepped over', async (file) => {
  await using weights = await openTorchWeights(GOLDEN, file);
  expect(weights.names).toEqual(['single']);
  expect([...(await weights.tensor('single', [2]).read())]).toEqual([0, 0.25]);
});

test('weights in several files are found by their index', async () => {
  const folder = await temporaryFolder();
  await copyFile(join(GOLDEN, 'weights.bin'), join(folder, 'pytorch_model-00001-of-00001.bin'));
  await writeFile(join(folder, 'pytorch_model.bin.index.json'), JSON.stringify({ weight_map: { single: 'pytorch_model-00001-of-00001.bin' } }));
  await using weights = await openTorchWeights(folder);
  expect(weights.has('single')).toBe(true);
  await writeFile(join(folder, 'pytorch_model.bin.index.json'), JSON.stringify({ weight_map: { single: '../weights.bin' } }));
  await expect(openTorchWeights(folder)).rejects.toThrow(/"\.\.\/weights\.bin", which is not the name of a \.bin file beside it/);
});

test.each([
  ['of the format before torch 1.6', 'legacy.bin', () => undefined, /is no file that torch\.save of version 1\.6 or later has written\. .*save_pretrained/],
  ['that asks for something else than tensors', 'device.bin', () => undefined, /asks for torch\.device, and only tensors by name are read/],
  ['that asks for a program', 'weights.bin', (bytes: Buffer) => replaced(bytes, 'collections\nOrderedDict\n', 'subprocess\ncheck_output\n'), /asks for subprocess\.check_output, and only tensors/],
  ['with a program among the weights', 'training.bin', (bytes: Buffer) => replaced(bytes, 'X\x05\0\0\0model', 'X\x05\0\0\0modem'), /asks for argparse\.Namespace, and only tensors/],
  ['that is cut', 'weights.bin', (bytes: Buffer) => bytes.subarray(0, -400), /pytorch_model\.bin: /],
  ['that is compressed', 'weights.bin', (bytes: Buffer) => compressed(bytes), /has ".*" compressed/],
  ['without a pickle', 'weights.bin', (bytes: Buffer) => replaced(bytes, 'data.pkl', 'data.pkk'), /has no data\.pkl/],
])('a file %s is refused', async (_, file, change, message) => {
  await expect(openTorchWeights(await folderWith(file, change))).rejects.toThrow(message);
});

function replaced(bytes: Buffer, from: string, to: string): Buffer {
  return Buffer.from(bytes.toString('latin1').replaceAll(from, to.slice(0, from.length)), 'latin1');
}

/** Says of the first file in the directory that it is compressed. */
function compressed(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  copy.writeUInt16LE(8, copy.indexOf('PK\x01\x02', 0, 'latin1') + 10);
  return copy;
}
