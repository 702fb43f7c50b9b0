/**
 * Draws a task of moods that last: features and labels by frame for `affekt train` and `affekt stretch`.
 *
 *     node scripts/long-moods.ts OUT [--clips 90] [--seconds 51.2] [--rate 5] [--seed 1]
 *
 * Now and then something happens (a burst in four of twelve features, of one of two kinds); what happened last sets the mood, which holds until something else
 * happens. Valence is the mood and a little of what two other features say at the moment; arousal follows features alone, smoothed over a second. So arousal, and valence
 * near an event, can be read off a short window; valence long after one only off the whole clip.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { encodeNpy } from '../datasets/features/npy/encode-npy.ts';
import { randomFor, type Random } from '../runtime/train/random.ts';

const FEATURES = 12;
const NUMBER = { type: 'string' } as const;
const { values, positionals } = parseArgs({ allowPositionals: true, options: { clips: { ...NUMBER, default: '90' }, seconds: { ...NUMBER, default: '51.2' }, rate: { ...NUMBER, default: '5' }, seed: { ...NUMBER, default: '1' } } });
const [folder] = positionals;
if (folder === undefined) throw new Error('long-moods.ts: no folder is given. Say where the task is to be written.');
const [clips, seconds, rate, seed] = [values.clips, values.seconds, values.rate, values.seed].map(Number) as [number, number, number, number];

const features = join(folder, 'cues-FRA');
await mkdir(features, { recursive: true });
await writeFile(join(features, 'timing.json'), `${JSON.stringify({ hop: 1 / rate, offset: 0 })}\n`);
const rows = ['name,time,valence,arousal,video,split'];
for (let clip = 0; clip < clips; clip++) {
  const name = `clip${String(clip).padStart(3, '0')}`;
  const frames = Math.round(seconds * rate);
  const { values: data, valence, arousal } = drawClip(frames, randomFor(seed, 'clip', clip));
  await writeFile(join(features, `${name}.npy`), encodeNpy({ shape: [frames, FEATURES], data }));
  const split = clip % 3 === 2 ? 'val' : 'train';
  for (let frame = 0; frame < frames; frame++) rows.push(`${name},${(frame / rate).toFixed(3)},${valence[frame]!.toFixed(4)},${arousal[frame]!.toFixed(4)},${name},${split}`);
}
await writeFile(join(folder, 'labels.csv'), `${rows.join('\n')}\n`);
process.stdout.write(`${clips} clips of ${seconds} s at ${rate} Hz in ${folder}\n`);

interface DrawnClip {
  readonly values: Float32Array;
  readonly valence: Float64Array;
  readonly arousal: Float64Array;
}

function drawClip(frames: number, random: Random): DrawnClip {
  const data = Float32Array.from({ length: frames * FEATURES }, () => random.normal());
  const [valence, arousal] = [new Float64Array(frames), new Float64Array(frames)];
  let [mood, next, loud] = [0, 3, 0];
  for (let frame = 0; frame < frames; frame++) {
    const at = frame * FEATURES;
    if (frame === next) {
      mood = random.uniform() < 0.5 ? 1 : -1;
      for (let cue = 0; cue < 4; cue++) data[at + cue] = mood * (cue % 2 === 0 ? 3 : -3) + 0.5 * random.normal();
      next += Math.round(rate * (4 + 20 * random.uniform()));
    }
    loud = 0.8 * loud + 0.2 * (data[at + 6]! + data[at + 7]!);
    valence[frame] = clamp(0.7 * mood + 0.15 * (data[at + 4]! - data[at + 5]!));
    arousal[frame] = clamp(Math.tanh(loud));
  }
  return { values: data, valence, arousal };
}

function clamp(value: number): number {
  return Math.max(-1, Math.min(1, value));
}
