import type { Finding } from '../../../datasets/finding.ts';
import type { CountRow } from './corpus-check.ts';

/** Returns what the counts of a corpus say against the published ones. Frames are only shown: what is published counts crops, too. */
export function countFindings(counts: readonly CountRow[], root: string): Finding[] {
  return [...Map.groupBy(counts, ({ split }) => split)].flatMap(([split, rows]) => splitFindings(split, rows, root));
}

function splitFindings(split: string, rows: readonly CountRow[], root: string): Finding[] {
  const where = split === 'all' ? root : `${root} (${split})`;
  const clips = rows.find(({ of }) => of === 'clips')!;
  const { found, published } = clips;
  if (published !== undefined && found === 0) {
    return [{ level: 'warning', code: 'missing-split', where, what: `has no clip, and ${published} are published`, fix: 'Unpack its labels, or go on without it.' }];
  }
  const others = rows.filter((row) => row.published !== undefined && row.published !== row.found && row !== clips);
  if (published !== undefined && found !== published) {
    const what = `has ${found} ${found === 1 ? 'clip' : 'clips'}, and ${published} are published`;
    const fix = found < published ? 'Unpack or download what is missing; scores of a part are not comparable.' : 'Look for copies, or for another edition of the corpus.';
    return [{ level: 'warning', code: 'count-mismatch', where, what, fix }];
  }
  const hasFrames = rows.some(({ of }) => of === 'rows');
  if (published === undefined || hasFrames || others.length === 0) return [];
  const what = `has as many clips as published, but ${others.map((row) => `${row.found} ${nameOf(row)} instead of ${row.published!}`).join(', ')}`;
  return [{ level: 'warning', code: 'class-mismatch', where, what, fix: 'Compare the labels with those of the makers: files may be renamed, or classes in another order.' }];
}

function nameOf({ of }: CountRow): string {
  return typeof of === 'object' ? `of ${of.class}` : of;
}
