import { DatasetError } from '../dataset-error.ts';
import type { LabelledClip } from '../merbench/labelled-clip.ts';
import { toLabelParser } from '../tables/label-parser.ts';
import { readTable, type TableRow } from '../tables/read-table.ts';

const COLUMNS = ['Utterance', 'Speaker', 'Emotion', 'Dialogue_ID', 'Utterance_ID'] as const;
/** Characters of Windows that were taken for those of Latin 1: `\x92` is an apostrophe. */
const WINDOWS = new TextDecoder('windows-1252');

/**
 * Resolves with the utterances of one part of MELD (`train_sent_emo.csv`), in their order. A clip is named by part, dialogue and utterance, as MERBench names it:
 * names of the table alone begin anew in each part.
 *
 * @param classes emotions in the order of their codes
 * @throws DatasetError naming table, line and clip: what `readTable` throws, UNKNOWN_CLASS, BAD_VALUE for an id that is no number, DUPLICATE
 */
export async function readUtterances(path: string, split: string, classes: readonly string[]): Promise<LabelledClip[]> {
  const parser = toLabelParser(path, { columns: { clip: 'Utterance_ID', expression: 'Emotion' }, classes });
  const lineOf = new Map<string, number>();
  const clips: LabelledClip[] = [];
  for await (const row of readTable(path, COLUMNS)) {
    const dialogue = `${split}_dia${toId(path, row, 'Dialogue_ID')}`;
    const clip = `${dialogue}_utt${toId(path, row, 'Utterance_ID')}`;
    const other = lineOf.get(clip);
    if (other !== undefined) throw new DatasetError('DUPLICATE', { path, detail: `has the utterance "${clip}" in line ${other} and in line ${row.line}` });
    lineOf.set(clip, row.line);
    const [labels, text, speaker] = [parser.labels(row), toText(row.cell('Utterance')), row.cell('Speaker')];
    clips.push({
      clip,
      split,
      video: dialogue,
      ...(speaker !== '' && { speaker }),
      ...(text !== '' && { texts: { english: text } }),
      ...(labels.expression !== undefined && { labels }),
      ...toFacts(row),
    });
  }
  return clips;
}

function toId(path: string, row: TableRow, column: 'Dialogue_ID' | 'Utterance_ID'): string {
  const text = row.cell(column);
  if (/^\d+$/.test(text)) return text;
  throw new DatasetError('BAD_VALUE', { path, detail: `line ${row.line} has "${text}" for "${column}", which is no whole number` });
}

function toText(cell: string): string {
  return cell.replace(/[\x80-\x9f]/g, (character) => WINDOWS.decode(Uint8Array.of(character.charCodeAt(0))));
}

function toEpisode(row: TableRow): string {
  const [season, episode] = [row.cell('Season'), row.cell('Episode')];
  return season === '' || episode === '' ? '' : `s${season.padStart(2, '0')}e${episode.padStart(2, '0')}`;
}

/** The episode, where the utterance is in it, and its sentiment. Episodes are no videos to keep together: the makers divided dialogues. */
function toFacts(row: TableRow): Pick<LabelledClip, 'facts'> {
  const cells = { episode: toEpisode(row), start: row.cell('StartTime'), end: row.cell('EndTime'), sentiment: row.cell('Sentiment') };
  const facts = Object.fromEntries(Object.entries(cells).filter(([, text]) => text !== ''));
  return Object.keys(facts).length > 0 ? { facts } : {};
}
