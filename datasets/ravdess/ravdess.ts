import type { Corpus, PublishedCount } from '../corpus.ts';
import { openNamedFiles } from '../named-files/open-named-files.ts';
import { readRavdessName, RAVDESS_CLASSES } from './read-ravdess-name.ts';

const SOURCE = 'Livingstone & Russo 2018, doi 10.1371/journal.pone.0196391';

/** RAVDESS: 24 actors say (or sing) two sentences; the file names are the labels. One clip for each performance. */
export const ravdess: Corpus = {
  about: 'RAVDESS: 24 actors speak and sing two sentences in eight emotions; labels are the file names',
  tasks: ['speech', 'song'],
  layout: {},
  open: (root, { task = 'speech' } = {}) =>
    openNamedFiles(
      { kind: 'ravdess', root, task, classes: RAVDESS_CLASSES },
      { read: (file) => readRavdessName(file, task), example: 'Actor_12/03-01-06-01-02-01-12.wav', leftOut: `are of another task than "${task}"` },
    ),
  published: [
    { task: 'speech', split: 'all', of: 'clips', count: 1440, source: SOURCE },
    { task: 'speech', split: 'all', of: 'speakers', count: 24, source: SOURCE },
    ...perClass('speech', { neutral: 96, calm: 192, happy: 192, sad: 192, angry: 192, fearful: 192, disgust: 192, surprised: 192 }),
    { task: 'song', split: 'all', of: 'clips', count: 1012, source: SOURCE },
    { task: 'song', split: 'all', of: 'speakers', count: 23, source: SOURCE },
    ...perClass('song', { neutral: 92, calm: 184, happy: 184, sad: 184, angry: 184, fearful: 184, disgust: 0, surprised: 0 }),
  ],
};

function perClass(task: string, counts: Readonly<Record<string, number>>): PublishedCount[] {
  return Object.entries(counts).map(([name, count]) => ({ task, split: 'all', of: { class: name }, count, source: SOURCE }));
}
