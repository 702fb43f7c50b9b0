import { openEventFile } from '../../../../../pipeline/export/tensorboard/open-event-file.ts';

/** What is written for TensorBoard to read: the first events are those that `tensorboard.py` writes itself. */
export const SAMPLE: readonly (readonly [step: number, scalars: Readonly<Record<string, number>>])[] = [
  [0, { 'train/loss': 2.5 }],
  [1, { 'train/loss': 0.1, 'val/ccc': -1 / 3 }],
  [300, { größe: Infinity }],
  [2 ** 40, { 'train/loss': 1e-30 }],
];

/** When the file was opened, then when each event was written; seconds since 1970. */
const TIMES = [1_700_000_000.25, 1_700_000_001.5, 1_700_000_002.5, 1_700_000_003.5, 1_700_000_004.5];

/** Writes the sample into `folder` and resolves with the path of the file. */
export async function writeSample(folder: string): Promise<string> {
  const times = TIMES.values();
  await using file = await openEventFile(folder, { now: () => times.next().value! });
  for (const [step, scalars] of SAMPLE) await file.append(step, scalars);
  return file.path;
}
