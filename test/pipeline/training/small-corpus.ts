import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeNpy } from '../../../datasets/features/npy/encode-npy.ts';
import { randomFor } from '../../../runtime/train/random.ts';
import type { PartialTrainingConfig } from '../../../configs/training/schema.ts';

const CLASSES = ['calm', 'glad', 'sad'];

/**
 * Resolves with a new folder that holds a corpus as MERTools lays it out: 36 clips of six speakers, `audio-UTT` with one vector a
 * clip, `video-FRA` with 3 to 8 frames (missing for every sixth clip), `labels.csv`; what the class is can be read off both.
 */
export async function writeSmallCorpus(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'affekt-'));
  await Promise.all(['audio-UTT', 'video-FRA'].map((name) => mkdir(join(folder, name))));
  const rows = ['name,discrete,valence,speaker'];
  for (let index = 0; index < 36; index++) {
    const { normal } = randomFor(5, 'clip', index);
    const label = index % 3;
    const noisy = (length: number) => Float32Array.from({ length }, (_, at) => (at % 4 === label ? 1 : 0) + 0.25 * normal());
    const frames = 3 + (index % 6);
    await writeFile(join(folder, 'audio-UTT', `clip${index}.npy`), encodeNpy({ shape: [8], data: noisy(8) }));
    if (index % 6 !== 5) await writeFile(join(folder, 'video-FRA', `clip${index}.npy`), encodeNpy({ shape: [frames, 4], data: noisy(4 * frames) }));
    rows.push(`clip${index},${CLASSES[label]!},${[0, 0.8, -0.6][label]!},s${Math.floor(index / 6)}`);
  }
  await writeFile(join(folder, 'labels.csv'), `${rows.join('\n')}\n`);
  return folder;
}

/** Returns a configuration that trains on the corpus in a second or two. */
export function smallTraining(folder: string): PartialTrainingConfig & { readonly training: { readonly epochs: number } } {
  return {
    name: 'small',
    features: { audio: { folder: join(folder, 'audio-UTT') }, video: { folder: join(folder, 'video-FRA'), hop: 0.1 } },
    labels: { file: join(folder, 'labels.csv'), columns: { clip: 'name', expression: 'discrete', valence: 'valence', speaker: 'speaker' }, classes: CLASSES },
    model: { name: 'attention', options: { hidden: 8 } },
    head: { name: 'mer' },
    folds: { kind: 'group', by: 'speaker', folds: 3 },
    training: { epochs: 8, batch: 8, learningRate: 0.01, standardise: true, checkpointEvery: 2 },
    output: join(folder, 'runs'),
  };
}

/** Resolves with a new folder of a corpus with labels by frame: 6 clips of 2 s at 10 Hz whose valence is the first feature; every fifth label is missing. */
export async function writeFrameCorpus(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'affekt-'));
  await mkdir(join(folder, 'face-FRA'));
  const rows = ['name,time,valence,arousal,video'];
  for (let index = 0; index < 6; index++) {
    const { normal } = randomFor(6, 'clip', index);
    const valences = Array.from({ length: 20 }, (_, frame) => Math.sin(frame / 3 + index));
    await writeFile(join(folder, 'face-FRA', `clip${index}.npy`), encodeNpy({ shape: [20, 2], data: Float32Array.from(valences.flatMap((valence) => [valence, 0.1 * normal()])) }));
    rows.push(...valences.map((valence, frame) => `clip${index},${(frame / 10).toFixed(1)},${frame % 5 === 4 ? -5 : valence.toFixed(4)},${frame % 5 === 4 ? -5 : (-valence / 2).toFixed(4)},v${index}`));
  }
  await writeFile(join(folder, 'labels.csv'), `${rows.join('\n')}\n`);
  return folder;
}

/** Returns a configuration that trains on the corpus with labels by frame, in overlapping windows. */
export function frameTraining(folder: string): PartialTrainingConfig {
  return {
    name: 'frames',
    features: { face: { folder: join(folder, 'face-FRA'), hop: 0.1 } },
    labels: { file: join(folder, 'labels.csv'), level: 'frame', columns: { time: 'time', valence: 'valence', arousal: 'arousal', video: 'video' }, invalid: { valence: [-5], arousal: [-5] } },
    windows: { size: 1.2, hop: 0.6 },
    model: { name: 'tcn', options: { channels: 8, blocks: 1, dropout: 0 } },
    head: { name: 'valence-arousal' },
    folds: { kind: 'group', by: 'video', folds: 2 },
    training: { epochs: 60, batch: 4, learningRate: 0.01 },
    output: join(folder, 'runs'),
  };
}
