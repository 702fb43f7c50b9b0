/**
 * Writes a corpus in which valence can only be told by what followed the last time: `node scripts/successor-corpus.ts FOLDER [--clips 640]`
 *
 * A clip is 40 frames at 10 Hz of twelve states, each a vector of six numbers, none twice in a row. Arousal is the state itself; valence is the state that
 * came after the present one when it was there last, 0 the first time. Writes `face-FRA/<clip>.npy`, `labels.csv` and `train.json`, the configuration
 * of a causal transformer of one layer; the last 40 clips are for validation.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { encodeNpy } from '../datasets/features/npy/encode-npy.ts';
import { randomFor } from '../runtime/train/random.ts';

const [FRAMES, STATES, SIZE, VALIDATION] = [40, 12, 6, 40];

const { values, positionals } = parseArgs({ allowPositionals: true, options: { clips: { type: 'string', default: '640' } } });
const folder = positionals[0] ?? 'successor';
const looks = Array.from({ length: STATES }, (_, state) => Array.from({ length: SIZE }, ((random) => () => random.normal())(randomFor(1, 'state', state))));
const toLabel = (state: number) => (0.9 * ((2 * state) / (STATES - 1) - 1)).toFixed(3);

await mkdir(join(folder, 'face-FRA'), { recursive: true });
const rows = ['name,time,valence,arousal,split'];
for (let index = 0; index < Number(values.clips); index++) {
  const clip = `c${String(index).padStart(4, '0')}`;
  const states = drawStates(index);
  await writeFile(join(folder, 'face-FRA', `${clip}.npy`), encodeNpy({ shape: [FRAMES, SIZE], data: Float32Array.from(states.flatMap((state) => looks[state]!)) }));
  for (const [frame, state] of states.entries()) {
    const last = states.lastIndexOf(state, frame - 1);
    const valence = frame === 0 || last === -1 ? '0' : toLabel(states[last + 1]!);
    rows.push([clip, frame / 10, valence, toLabel(state), index < Number(values.clips) - VALIDATION ? 'train' : 'val'].join(','));
  }
}
await writeFile(join(folder, 'labels.csv'), `${rows.join('\n')}\n`);
const columns = { time: 'time', valence: 'valence', arousal: 'arousal', split: 'split' };
const config = {
  features: { face: { folder: 'face-FRA', hop: 0.1 } },
  labels: { file: 'labels.csv', level: 'frame', columns },
  head: { name: 'valence-arousal' },
  folds: { kind: 'given', by: 'split' },
  model: { name: 'transformer', options: { hidden: 64, heads: 2, layers: 1, causal: true, dropout: 0 } },
  training: { epochs: 30, batch: 32, learningRate: 0.003 },
};
await writeFile(join(folder, 'train.json'), `${JSON.stringify(config, null, 2)}\n`);
console.log(`${values.clips} clips in ${folder}`);

function drawStates(index: number): number[] {
  const random = randomFor(1, 'clip', index);
  const states: number[] = [];
  while (states.length < FRAMES) {
    const state = Math.floor(random.uniform() * STATES);
    if (state !== states.at(-1)) states.push(state);
  }
  return states;
}
