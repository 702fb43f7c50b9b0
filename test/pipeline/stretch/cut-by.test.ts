import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadTrainingConfig } from '../../../configs/training/load-training-config.ts';
import { encodeNpy } from '../../../datasets/features/npy/encode-npy.ts';
import { openTrainingData, type PreparedTrainingData } from '../../../pipeline/training/data/open-training-data.ts';

/** One speaker with a long clip and a short one, three with two short ones each: by windows the one weighs more than the three. */
async function writeUneven(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'affekt-'));
  await mkdir(join(folder, 'face-FRA'));
  const clips = [['long', 'a', 60], ['short', 'a', 4], ...['b', 'c', 'd'].flatMap((speaker) => [1, 2].map((number) => [`${speaker}${number}`, speaker, 4]))] as const;
  for (const [name, , frames] of clips) await writeFile(join(folder, 'face-FRA', `${String(name)}.npy`), encodeNpy({ shape: [Number(frames), 1], data: new Float32Array(Number(frames)).fill(1) }));
  await writeFile(join(folder, 'labels.csv'), ['name,valence,arousal,speaker', ...clips.map(([name, speaker], index) => `${name},${index / 10},0.${index},${speaker}`), ''].join('\n'));
  return folder;
}

async function foldsOf({ folds }: PreparedTrainingData): Promise<string[][]> {
  const clipsOf = async ({ val }: (typeof folds)[number]) => [...new Set((await Promise.all(Array.from({ length: val.size }, (_, index) => val.read(index)))).map(({ clip }) => clip))];
  return Promise.all(folds.map(clipsOf));
}

test('clips that are cut otherwise stay in their folds, although by their new windows others would be made', async () => {
  const folder = await writeUneven();
  const config = loadTrainingConfig({
    overrides: {
      features: { face: { folder: join(folder, 'face-FRA'), hop: 0.1 } },
      labels: { file: join(folder, 'labels.csv'), columns: { valence: 'valence', arousal: 'arousal', speaker: 'speaker' } },
      windows: { size: 0.2, hop: 0.1 },
      model: { name: 'transformer', options: { hidden: 8, layers: 1, heads: 2 } },
      head: { name: 'valence-arousal' },
      folds: { kind: 'group', by: 'speaker', folds: 2, stratify: false },
    },
  });
  const whole = { size: 10, hop: 5 };
  const windows = await openTrainingData(config);
  const cut = await openTrainingData(config, { cutBy: whole });
  expect(await foldsOf(cut)).toEqual(await foldsOf(windows));
  expect(await foldsOf(await openTrainingData({ ...config, windows: whole }))).not.toEqual(await foldsOf(windows));
  expect([windows, cut].map(({ layout }) => layout.modalities.face!.length)).toEqual([2, 60]);
});
