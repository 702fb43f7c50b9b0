import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test, vi } from 'vitest';
import { decodeNpy } from '../../../datasets/features/npy/decode-npy.ts';
import { toWav } from '../../../pipeline/noise/wav-file.ts';
import { writeModel } from '../../../runtime/onnx/write-model.ts';
import { newFolder, runCommand } from '../run-command.ts';

const WIDTH = 768;
const npy = (path: string) => decodeNpy(readFileSync(path), path);
/** Sample `i` of the sound below, as a fraction of full scale. */
const ramp = (i: number) => Math.round(i / 4) / 32_768;

/** A net with WavLM's rows whose only value other than zero, the first, is `scale` times the sample in the middle of the row; state `k` of five is `k + 1` times that. */
function middleSamples(scale: number): Uint8Array {
  const kernel = new Float32Array(WIDTH * 400);
  kernel[200] = scale;
  return writeModel({
    nodes: [
      { op: 'Unsqueeze', inputs: ['input_values', 'axis'], outputs: ['wave'] },
      { op: 'Conv', inputs: ['wave', 'kernel'], outputs: ['columns'], attributes: { strides: [320] } },
      { op: 'Transpose', inputs: ['columns'], outputs: ['last_hidden_state'], attributes: { perm: [0, 2, 1] } },
      { op: 'Mul', inputs: ['last_hidden_state', 'factors'], outputs: ['hidden_states'] },
    ],
    initializers: [
      { name: 'axis', type: 'int64', dims: [1], data: BigInt64Array.of(1n) },
      { name: 'kernel', type: 'float32', dims: [WIDTH, 1, 400], data: kernel },
      { name: 'factors', type: 'float32', dims: [5, 1, 1, 1], data: Float32Array.of(1, 2, 3, 4, 5) },
    ],
    inputs: [{ name: 'input_values', type: 'float32', dims: [1, 'samples'] }],
    outputs: [
      { name: 'last_hidden_state', type: 'float32', dims: [1, 'rows', WIDTH] },
      { name: 'hidden_states', type: 'float32', dims: [5, 1, 'rows', WIDTH] },
    ],
  });
}

async function importNet(scale = 1): Promise<void> {
  const path = join(newFolder(), 'net.onnx');
  writeFileSync(path, middleSamples(scale));
  expect(await runCommand(['models', 'import', path, '--as', 'wavlm-base'])).toMatchObject({ code: 0 });
}

function sound(seconds = 1): string {
  const path = join(newFolder(), 'a.wav');
  writeFileSync(path, toWav(Int16Array.from({ length: seconds * 16_000 }, (_, i) => Math.round(i / 4)), 16_000));
  return path;
}

beforeEach(() => void vi.stubEnv('AFFEKT_MODELS', newFolder()));

test('an encoder gives rows of the wanted layers with the times of their middles, and their mean for the clip', async () => {
  await importNet();
  const [file, out] = [sound(), newFolder()];
  const run = (...more: string[]) => runCommand(['extract', file, '-f', 'wavlm-base', '-o', out, ...more]);
  expect(await run('--layers', 'last-four-sum', '--level', 'frame')).toMatchObject({ code: 0, out: '1 measured\n' });
  expect(await run('--layers', 'last')).toMatchObject({ code: 0, out: `1 measured: ${join(out, 'wavlm-base-last-UTT.csv')}\n` });
  const [header, first, second, ...others] = readFileSync(join(out, 'wavlm-base-last4sum-FRA', 'a.csv'), 'utf8').trimEnd().split('\n').map((line) => line.split(','));
  expect([header!.slice(0, 3), header!.length, others.length]).toEqual([['time', 'h0', 'h1'], WIDTH + 1, 47]);
  expect([first![0], second![0]]).toEqual(['0.012500', '0.032500']);
  expect(Number(second![1])).toBeCloseTo((2 + 3 + 4 + 5) * ramp(520), 5);
  const mean = Array.from({ length: 49 }, (_, row) => ramp(row * 320 + 200)).reduce((sum, value) => sum + value, 0) / 49;
  const { shape, data } = npy(join(out, 'wavlm-base-last-UTT', 'a.npy'));
  expect(shape).toEqual([WIDTH]);
  expect(Number(data[0])).toBeCloseTo(mean, 5);
});

test('beside the numbers lies what made them, and another export makes them anew (trap 23)', async () => {
  await importNet();
  const [file, out] = [sound(), newFolder()];
  const run = async () => (await runCommand(['extract', file, '-f', 'wavlm-base', '--layers', 'last', '-o', out, '--format', 'npy'])).out;
  const read = () => JSON.parse(readFileSync(join(out, 'wavlm-base-last-UTT', 'provenance.json'), 'utf8')) as { readonly sha256: string };
  expect([await run(), await run()]).toEqual(['1 measured\n', '1 kept\n']);
  const before = read();
  expect(before).toMatchObject({ encoder: 'wavlm-base', checkpoint: 'microsoft/wavlm-base', layers: 'last', paddedRows: 'left out' });
  await importNet(2);
  expect(await run()).toBe('1 measured\n');
  expect(read().sha256).not.toBe(before.sha256);
});

test('a clip that is too short for a row is told of and leaves nothing', async () => {
  await importNet();
  const out = newFolder();
  const path = join(newFolder(), 'short.wav');
  writeFileSync(path, toWav(new Int16Array(300), 16_000));
  const { code, messages } = await runCommand(['extract', path, '-f', 'wavlm-base', '--layers', 'last', '-o', out]);
  expect(code).toBe(6);
  expect(messages).toContain('short.wav: is too short for one row of wavlm-base-last. Leave it out, or give a longer clip.');
  expect(existsSync(join(out, 'wavlm-base-last-UTT', 'short.npy'))).toBe(false);
});

test.each([
  [['-f', 'wavlm-base'], 2, '--layers: is missing, and wavlm-base is an encoder. Choose last (MER2023’s baseline) or last-four-sum (MERBench).'],
  [['-f', 'egemaps', '--layers', 'last'], 2, '--layers: egemaps is no encoder and has no layers. Leave it out.'],
  [['-f', 'wavlm-base', '--layers', 'last'], 3, 'affekt models import FILE --as wavlm-base'],
])('%j is refused with code %i', async (options, code, message) => {
  const end = await runCommand(['extract', sound(), '-o', newFolder(), ...options]);
  expect(end.code).toBe(code);
  expect(end.messages).toContain(message);
});
