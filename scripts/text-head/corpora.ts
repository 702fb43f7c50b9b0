import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readTable } from '../../datasets/tables/read-table.ts';

/** A comment of GoEmotions. */
export interface Comment {
  readonly id: string;
  readonly text: string;
  /** Indices into `labels.txt`, one at least. */
  readonly labels: readonly number[];
}

/** Reads `train.tsv` or `dev.tsv` (text, labels, id) of the Ekman grouping of GoEmotions. */
export function readComments(folder: string, part: 'train' | 'dev'): Comment[] {
  return linesOf(join(folder, `${part}.tsv`)).map((line) => {
    const [text = '', labels = '', id = ''] = line.split('\t');
    return { id, text, labels: labels.split(',').map(Number) };
  });
}

/** Reads the class names of GoEmotions in the order of their indices. */
export function readLabels(folder: string): string[] {
  return linesOf(join(folder, 'labels.txt')).map((line) => line.trim());
}

/** A sentence of EmoBank: valence, arousal and dominance from 1…5 to −1…1. */
export interface RatedSentence {
  readonly text: string;
  readonly split: string;
  readonly ratings: readonly [number, number, number];
}

/** Reads `emobank_train_dev.csv`. */
export async function readRatings(folder: string): Promise<RatedSentence[]> {
  const sentences: RatedSentence[] = [];
  const scale = (rating: string) => (Number(rating) - 3) / 2;
  for await (const row of readTable(join(folder, 'emobank_train_dev.csv'), ['split', 'V', 'A', 'D', 'text'])) {
    sentences.push({ text: row.cell('text'), split: row.cell('split'), ratings: [scale(row.cell('V')), scale(row.cell('A')), scale(row.cell('D'))] });
  }
  return sentences;
}

/** Reads utterances of MELD with the index of their emotion in `labels`. */
export async function readUtterances(folder: string, labels: readonly string[]): Promise<{ text: string; label: number }[]> {
  const utterances: { text: string; label: number }[] = [];
  for await (const row of readTable(join(folder, 'dev_sent_emo.csv'), ['Utterance', 'Emotion'])) utterances.push({ text: row.cell('Utterance'), label: labels.indexOf(row.cell('Emotion')) });
  return utterances;
}

function linesOf(path: string): string[] {
  return readFileSync(path, 'utf8').split('\n').filter((line) => line.trim() !== '').map((line) => line.replace(/\r$/, ''));
}
