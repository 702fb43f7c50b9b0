import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openFeatureFolder } from '../../../../datasets/features/open-feature-folder.ts';
import { openSpeechEncoder } from '../../../../extractors/audio/encoders/open-speech-encoder.ts';
import type { HiddenLayers } from '../../../../extractors/encoders/hidden-layers.ts';
import { poolRows } from '../../../../extractors/encoders/pool-rows.ts';
import { speechSource } from '../../../../pipeline/features/encoders/speech-source.ts';
import { writeEncodedNpy } from '../../../../pipeline/features/encoders/write-encoded-npy.ts';
import { extractFeatures, featureFolder } from '../../../../pipeline/features/extract-features.ts';
import type { FeatureSource } from '../../../../pipeline/features/feature-source.ts';
import { MEDIA_TOOLS } from '../../../../pipeline/media/media-tools.ts';
import { toWav } from '../../../../pipeline/noise/wav-file.ts';
import { openRuntime } from '../../../../runtime/open-runtime.ts';
import type { Runtime } from '../../../../runtime/runtime.ts';
import { readSafetensors } from '../../../../runtime/safetensors/read-safetensors.ts';
import { sweep, tinyModel } from '../../../extractors/audio/encoders/tiny-encoders.ts';
import { temporaryFolder } from '../../../extractors/models/temporary-folder.ts';

let runtime: Runtime;
beforeAll(async () => void (runtime = await openRuntime({ device: 'cpu', workers: 1 })));
afterAll(() => runtime[Symbol.asyncDispose]());

async function openTiny(layers: HiddenLayers, sha256 = 'f'.repeat(64)) {
  const model = tinyModel('wavlm-group');
  return openSpeechEncoder({ session: await runtime.open(model.path, { name: 'tiny' }), model: { ...model, sha256 } }, layers);
}

test('features are read back from MERTools’ folders as they were made', async () => {
  await using tiny = await openTiny('last-four-sum');
  const folder = await temporaryFolder();
  const encoded = (await tiny.encode(sweep(12)))!;
  const options = { folder, clip: 'a', encoder: tiny };
  expect(await writeEncodedNpy(encoded, { ...options, level: 'UTT' })).toBe(join(folder, 'wavlm-base-last4sum-UTT', 'a.npy'));
  await writeEncodedNpy(encoded, { ...options, level: 'FRA' });
  const utterance = await (await openFeatureFolder(join(folder, 'wavlm-base-last4sum-UTT'))).read('a');
  const frames = await (await openFeatureFolder(join(folder, 'wavlm-base-last4sum-FRA'))).read('a');
  expect(utterance!.values).toEqual(poolRows(encoded));
  expect(frames!.values).toEqual(encoded.values);
  expect(Math.max(...frames!.times.map((time, row) => Math.abs(time - encoded.times[row]!)))).toBeLessThan(0.0201);
});

test('beside the features lies what made them: the layers, the checkpoint and the file (trap 23)', async () => {
  await using tiny = await openTiny('last');
  const folder = await temporaryFolder();
  await writeEncodedNpy((await tiny.encode(sweep(1)))!, { folder, clip: 'a', level: 'UTT', encoder: tiny });
  const provenance = JSON.parse(await readFile(join(folder, 'wavlm-base-last-UTT', 'provenance.json'), 'utf8')) as object;
  expect(provenance).toMatchObject({ encoder: 'wavlm-base', checkpoint: 'microsoft/wavlm-base', layers: 'last', paddedRows: 'left out', chunk: { seconds: 10, padding: 'longer-clips' } });
});

test('features of another export are not put into the same folder (trap 23)', async () => {
  await using tiny = await openTiny('last');
  await using other = await openTiny('last', 'a'.repeat(64));
  const options = { folder: await temporaryFolder(), level: 'UTT', encoder: tiny } as const;
  await writeEncodedNpy((await tiny.encode(sweep(1)))!, { ...options, clip: 'a' });
  await writeEncodedNpy((await tiny.encode(sweep(2)))!, { ...options, clip: 'b' });
  await expect(writeEncodedNpy((await other.encode(sweep(1)))!, { ...options, clip: 'c' })).rejects.toThrow(/another making/);
  expect(existsSync(join(options.folder, 'wavlm-base-last-UTT', 'c.npy'))).toBe(false);
});

test('our own store keeps features of another export apart (trap 23)', async () => {
  const folders = await Promise.all(['a', 'b'].map(async (digit) => {
    await using tiny = await openTiny('last', digit.repeat(64));
    return featureFolder(speechSource(tiny, 'utterance', MEDIA_TOOLS), '');
  }));
  expect(folders[0]).toMatch(/^audio-wavlm-base-last-[0-9a-f]{8}-UTT$/);
  expect(folders[0]).not.toBe(folders[1]);
});

test('our own store keeps the exact times of a sound file’s rows, in a folder for each choice of layers (trap 23)', async () => {
  await using last = await openTiny('last');
  await using sum = await openTiny('last-four-sum');
  const folder = await temporaryFolder();
  const { samples } = sweep(11);
  await writeFile(join(folder, 'a.wav'), toWav(Int16Array.from(samples, (sample) => Math.round(sample * 32_767)), 16_000));
  const sources = [speechSource(last, 'frame', MEDIA_TOOLS), speechSource(last, 'utterance', MEDIA_TOOLS), speechSource(sum, 'utterance', MEDIA_TOOLS)];
  await extractFeatures([{ clip: 'a', media: join(folder, 'a.wav') }], sources, { folder, signal: new AbortController().signal, onTrouble: (text) => expect.fail(text) });
  const read = async (source: FeatureSource) => (await openFeatureFolder(featureFolder(source, folder), { readTensors: readSafetensors })).read('a');
  const [frames, lastMean, sumMean] = await Promise.all(sources.map(read));
  const encoded = (await last.encode(sweep(11)))!;
  expect(frames!.times).toEqual(encoded.times);
  expect(frames!.values[100]).toBeCloseTo(encoded.values[100]!, 2); // 16 bits are less than floats
  expect(lastMean!.values).not.toEqual(sumMean!.values);
});
