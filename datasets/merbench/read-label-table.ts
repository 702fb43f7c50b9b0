import type { ClipAnswer } from '../clip.ts';
import { DatasetError } from '../dataset-error.ts';
import { parseWords } from '../predictions/parse-words.ts';
import { whyHostile } from '../submissions/why-hostile.ts';
import { toLabelParser } from '../tables/label-parser.ts';
import { readTable, type TableRow } from '../tables/read-table.ts';
import { NO_VALENCE, type LabelledClip, type LabelScheme } from './labelled-clip.ts';

/** What a table of labels has columns for besides `name`. */
export interface LabelTableOptions extends LabelScheme {
  /** `emotion`: the column `discrete`, and `valence` where it is there. `words`: the column `openset`. `none`: names only. */
  readonly holds: 'emotion' | 'words' | 'none';
  /** Whether the column `valence` has to be there. */
  readonly needsValence?: boolean;
  readonly split: string;
}

/**
 * Resolves with the clips of a table of a MER challenge, in its order: `name,discrete,valence`, `name,openset`, or `name`. A valence of −10 is none.
 *
 * @throws DatasetError naming table, line and clip: what `readTable` throws, UNKNOWN_CLASS, BAD_VALUE, BAD_NAME, DUPLICATE
 */
export async function readLabelTable(path: string, options: LabelTableOptions): Promise<LabelledClip[]> {
  const { holds, split } = options;
  const answerOf = holds === 'emotion' ? toEmotion(path, options) : holds === 'words' ? toWords : () => ({});
  const wanted = { emotion: ['discrete', ...(options.needsValence === true ? ['valence'] : [])], words: ['openset'], none: [] }[holds];
  const lineOf = new Map<string, number>();
  const clips: LabelledClip[] = [];
  for await (const row of readTable(path, ['name', ...wanted])) {
    const clip = row.cell('name');
    const why = whyHostile(clip);
    if (why !== undefined) throw new DatasetError('BAD_NAME', { path, detail: `line ${row.line}: the name of a clip, "${clip}", ${why}` });
    const other = lineOf.get(clip);
    if (other !== undefined) throw new DatasetError('DUPLICATE', { path, detail: `has the clip "${clip}" in line ${other} and in line ${row.line}` });
    lineOf.set(clip, row.line);
    const labels = answerOf(row);
    clips.push({ clip, split, ...(Object.keys(labels).length > 0 && { labels }) });
  }
  return clips;
}

function toEmotion(path: string, { classes, aliases, valence }: LabelTableOptions): (row: TableRow) => ClipAnswer {
  const parser = toLabelParser(path, {
    columns: { clip: 'name', expression: 'discrete', ...(valence !== undefined && { valence: 'valence' }) },
    ...(classes !== undefined && { classes }),
    ...(aliases !== undefined && { aliases }),
    ...(valence !== undefined && { ranges: { valence } }),
    invalid: { valence: [NO_VALENCE] },
  });
  return (row) => parser.labels(row);
}

function toWords(row: TableRow): ClipAnswer {
  const words = parseWords(row.cell('openset'));
  return words.length > 0 ? { words } : {};
}
