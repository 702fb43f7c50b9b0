import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { trainingConfigSchema, type PartialTrainingConfig, type TrainingConfig } from '../../../../configs/training/schema.ts';
import { randomFor } from '../../../../runtime/train/random.ts';

/** Writes 24 clips of two classes that one feature tells apart, and returns a configuration that trains on them for one epoch. */
export async function tinyCorpus(changes: Partial<PartialTrainingConfig> = {}): Promise<TrainingConfig> {
  const folder = await mkdtemp(join(tmpdir(), 'affekt-search-'));
  await mkdir(join(folder, 'audio-UTT'));
  const clips = Array.from({ length: 24 }, (_, index) => ({ name: `clip-${index}`, kind: index % 2 }));
  await writeFile(join(folder, 'labels.csv'), ['name,emotion', ...clips.map(({ name, kind }) => `${name},${['calm', 'glad'][kind]!}`), ''].join('\n'));
  await Promise.all(clips.map(({ name, kind }) => writeFile(join(folder, 'audio-UTT', `${name}.npy`), toNpy(name, kind))));
  return trainingConfigSchema.parse({
    name: 'tiny',
    output: join(folder, 'runs'),
    features: { audio: { folder: join(folder, 'audio-UTT') } },
    labels: { file: join(folder, 'labels.csv'), columns: { clip: 'name', expression: 'emotion' }, classes: ['calm', 'glad'] },
    model: { name: 'attention', options: { hidden: 4 } },
    folds: { kind: 'random', folds: 2, stratify: true },
    training: { epochs: 1, batch: 8 },
    search: { draws: 3, repeat: 2, grid: { 'training.learningRate': [0.1, 0.01, 0.001], 'model.options.dropout': [0, 0.3] } },
    ...changes,
  });
}

/** A vector of four float32 as numpy stores it. */
function toNpy(name: string, kind: number): Buffer {
  const { normal } = randomFor(1, name);
  const header = "{'descr': '<f4', 'fortran_order': False, 'shape': (4,), }".padEnd(117);
  const values = Float32Array.from({ length: 4 }, (_, at) => (at === 0 ? 2 * kind - 1 : 0) + 0.3 * normal());
  return Buffer.concat([Buffer.from(`\u0093NUMPY\u0001\u0000`, 'latin1'), Buffer.from(Uint16Array.of(118).buffer), Buffer.from(`${header}\n`, 'latin1'), Buffer.from(values.buffer)]);
}
