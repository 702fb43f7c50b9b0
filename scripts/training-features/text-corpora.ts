import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readTable, type TableRow } from '../../datasets/tables/read-table.ts';

/** One text with what is known of it. */
export interface LabelledText {
  /** Safe as a file name. */
  readonly clip: string;
  readonly text: string;
  /** `train` or `val`. */
  readonly split: string;
  /** Labels and groups by column. */
  readonly facts: Readonly<Record<string, string>>;
}

/** Reads a corpus from its folder. */
export type ReadTexts = (folder: string) => Promise<LabelledText[]>;

/** Corpora of texts, by name. */
export const TEXT_CORPORA = { goemotions: readGoEmotions, meld: readMeld, emobank: readEmoBank } as const satisfies Readonly<Record<string, ReadTexts>>;

/** `train.tsv` and `dev.tsv` (text, labels, id) with `labels.txt`; comments with more than one label are left out. */
function readGoEmotions(folder: string): Promise<LabelledText[]> {
  const read = (name: string) => readFileSync(join(folder, name), 'utf8').split('\n').filter((line) => line.trim() !== '');
  const classes = read('labels.txt').map((line) => line.trim());
  const part = (file: string, split: string) =>
    read(file).flatMap((line) => {
      const [text = '', labels = '', id = ''] = line.trimEnd().split('\t');
      return labels.includes(',') ? [] : [{ clip: id, text, split, facts: { expression: classes[Number(labels)]! } }];
    });
  return Promise.resolve([...part('train.tsv', 'train'), ...part('dev.tsv', 'val')]);
}

/** `train_sent_emo.csv` and `dev_sent_emo.csv`; a dialogue counts as a video. */
async function readMeld(folder: string): Promise<LabelledText[]> {
  const columns = ['Utterance', 'Speaker', 'Emotion', 'Dialogue_ID', 'Utterance_ID'];
  const part = (file: string, split: string) =>
    rowsOf(join(folder, file), columns, (cell) => {
      const dialogue = `${split}-dialogue-${cell('Dialogue_ID')}`;
      return { clip: `${dialogue}-utterance-${cell('Utterance_ID')}`, text: cell('Utterance'), split, facts: { expression: cell('Emotion'), speaker: cell('Speaker'), video: dialogue } };
    });
  return [...(await part('train_sent_emo.csv', 'train')), ...(await part('dev_sent_emo.csv', 'val'))];
}

/** `emobank_train_dev.csv`; valence and arousal from 1…5 to −1…1. */
function readEmoBank(folder: string): Promise<LabelledText[]> {
  const scale = (rating: string) => String((Number(rating) - 3) / 2);
  return rowsOf(join(folder, 'emobank_train_dev.csv'), ['id', 'split', 'V', 'A', 'text'], (cell) => ({
    clip: cell('id').replace(/[^\w.-]+/g, '-'),
    text: cell('text'),
    split: cell('split') === 'dev' ? 'val' : 'train',
    facts: { valence: scale(cell('V')), arousal: scale(cell('A')) },
  }));
}

async function rowsOf(path: string, columns: readonly string[], toText: (cell: TableRow['cell']) => LabelledText): Promise<LabelledText[]> {
  const texts: LabelledText[] = [];
  for await (const row of readTable(path, columns)) texts.push(toText((column) => row.cell(column)));
  return texts;
}
