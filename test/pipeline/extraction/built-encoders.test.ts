import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { decodeNpy } from '../../../datasets/features/npy/decode-npy.ts';
import { toWav } from '../../../pipeline/noise/wav-file.ts';
import { writeTiny } from '../../plugins/build-encoder/tiny-checkpoint.ts';
import { newFolder, runCommand } from '../run-command.ts';

async function buildTiny(name: string, folder: string): Promise<string> {
  await writeTiny(name, join(folder, name));
  const { code, out, messages } = await runCommand(['models', 'build', 'encoder', join(folder, name), '--out', join(folder, 'encoders')]);
  expect(messages).toMatch(new RegExp(`${name}, .*, 3 layers, 16 values: \\d+ kB, sha256 [0-9a-f]{64}`));
  expect(code).toBe(0);
  return out.trim().split('\t')[1]!;
}

const clipIn = (folder: string) => {
  writeFileSync(join(folder, 'a.wav'), toWav(Int16Array.from({ length: 3200 }, (_, i) => 3000 * Math.sin(i * i * 0.001)), 16_000));
  writeFileSync(join(folder, 'a.srt'), '1\n00:00:00,050 --> 00:00:00,150\nI am sadder.\n');
  return join(folder, 'a.wav');
};
const npy = (path: string) => decodeNpy(readFileSync(path), path);

test('an encoder of words that was built is used by its file, which holds its tokeniser', async () => {
  const folder = newFolder();
  const file = await buildTiny('bert', folder);
  const { code } = await runCommand(['extract', clipIn(folder), '-f', file, '--layers', 'last', '--level', 'frame', '--format', 'npy', '--out', join(folder, 'out')]);
  expect(code).toBe(0);
  expect(npy(join(folder, 'out', 'bert-last-FRA', 'a.npy')).shape).toEqual([5, 16]); // i, am, sad, ##der, .
});

test('an encoder of speech that was built is used by its file, which says how its input is made', async () => {
  const folder = newFolder();
  const file = await buildTiny('hubert', folder);
  const { code } = await runCommand(['extract', clipIn(folder), '-f', file, '--layers', 'last-four-sum', '--level', 'frame', '--format', 'npy', '--out', join(folder, 'out')]);
  expect(code).toBe(0);
  expect(npy(join(folder, 'out', 'hubert-last4sum-FRA', 'a.npy')).shape).toEqual([Math.floor((3200 - 30) / 20) + 1, 16]);
  expect(JSON.parse(readFileSync(join(folder, 'out', 'hubert-last4sum-FRA', 'provenance.json'), 'utf8'))).toMatchObject({ checkpoint: 'hubert', input: { normalise: { epsilon: 1e-7 } } });
});

test('an encoder is not taken over as a model that it is not', async () => {
  const folder = newFolder();
  await writeTiny('hubert', join(folder, 'hubert'));
  const { code, messages } = await runCommand(['models', 'build', 'encoder', join(folder, 'hubert'), '--out', folder, '--as', 'hubert-base-ls960']);
  expect([code, messages]).toEqual([2, expect.stringMatching(/is not hubert-base-ls960: its dimensions 16, and 768 are expected\. Leave out `--as`/)]);
});

test('a net that names other classes than a model is not taken over as that model', async () => {
  const folder = newFolder();
  const checkpoint = join(import.meta.dirname, '..', '..', 'plugins', 'build-encoder', 'golden', 'emotion2vec', 'classes');
  const { code, messages } = await runCommand(['models', 'build', 'encoder', checkpoint, '--out', folder, '--as', 'emotion2vec-plus-base']);
  expect([code, messages]).toEqual([2, expect.stringMatching(/is not emotion2vec-plus-base: it tells angry, unuse_0, happy, unknown, and angry, disgusted, fearful, happy, neutral, other, sad, surprised, unknown are expected/)]);
});

test('layers that a net does not give are refused', async () => {
  const folder = newFolder();
  const file = await buildTiny('vit', folder);
  const { code, messages } = await runCommand(['extract', clipIn(folder), '-f', file, '--layers', 'last-four-sum', '--out', join(folder, 'out')]);
  expect([code, messages]).toEqual([2, expect.stringContaining('vit.onnx does not give "last-four-sum". Choose last (MER2023’s baseline).')]);
});

test('a file that is no built encoder, and one that is not there, are refused', async () => {
  const exported = join(import.meta.dirname, '..', '..', 'extractors', 'audio', 'encoders', 'golden', 'whisper.onnx');
  const run = (file: string) => runCommand(['extract', 'a.wav', '-f', file, '--layers', 'last']);
  expect(await run(exported)).toMatchObject({ code: 2, messages: expect.stringMatching(/whisper\.onnx: the file does not say what it is/) as string });
  expect(await run('nowhere.onnx')).toMatchObject({ code: 3, messages: expect.stringMatching(/nowhere\.onnx: it cannot be read/) as string });
});
