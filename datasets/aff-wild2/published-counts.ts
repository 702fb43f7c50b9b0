import type { PublishedCount } from '../corpus.ts';
import { CLASSES } from './task-layouts.ts';

const NOTEBOOKS = 'av-savchenko/face-emotion-recognition, src/ABAW/ABAW6 (notebooks), sixth edition';
const SURVEYS = 'papers of later editions, second-hand';
const TRAIN = [177198, 16573, 10771, 9080, 95463, 78751, 31615, 165866];
const VALIDATION = [82258, 6126, 5296, 8408, 34511, 25157, 12332, 106444];

/** Valid frames with a crop of each class, in the order of the codes, as the sixth edition has them. */
export const PUBLISHED_CLASSES = { train: TRAIN, validation: VALIDATION } as const;

/** What others counted in Aff-Wild2. Frames are valid ones; those of a class are with a crop only, so that the labels alone hold some 2 % more. */
export const publishedCounts: readonly PublishedCount[] = [
  count('expr', 'train', 'clips', 248),
  count('expr', 'validation', 'clips', 70),
  count('expr', 'test', 'clips', 228),
  count('expr', 'train', 'frames', 585_317 + 12_044), // With a crop, and without
  count('expr', 'validation', 'frames', 280_532 + 3698),
  ...CLASSES.map((name, code) => count('expr', 'train', { class: name }, TRAIN[code]!)),
  ...CLASSES.map((name, code) => count('expr', 'validation', { class: name }, VALIDATION[code]!)),
  { task: 'va', split: 'train', of: 'clips', count: 356, source: SURVEYS },
  count('va', 'validation', 'clips', 76),
  count('va', 'test', 'clips', 162),
  count('va', 'train', 'frames', 1_653_930),
  count('va', 'validation', 'frames', 376_332),
  count('au', 'validation', 'clips', 105),
  count('au', 'test', 'clips', 141),
  count('au', 'train', 'frames', 1_359_519),
  count('au', 'validation', 'frames', 445_836),
  count('mtl', 'train', 'frames', 142_333),
  count('mtl', 'validation', 'frames', 26_876),
];

function count(task: string, split: string, of: PublishedCount['of'], number: number): PublishedCount {
  return { task, split, of, count: number, source: NOTEBOOKS };
}
