import { DatasetError } from '../../datasets/dataset-error.ts';
import { countWords } from './metric-words.ts';

/** What has a label and no answer. */
export interface MissingRows {
  readonly rows: number;
  readonly clips: number;
  readonly first: string | undefined;
  /** What else was noticed, for the message. */
  readonly hints: readonly string[];
  readonly allowed: boolean | undefined;
}

/** Returns a warning where labelled rows have no answer and that is allowed. @throws DatasetError MISSING_ROW naming the first of them, where it is not */
export function refuseMissing({ rows, clips, first, hints, allowed }: MissingRows): string[] {
  if (rows === 0 && clips === 0) return [];
  const many = [...(rows > 0 ? [countWords(rows, 'labelled frame')] : []), ...(clips > 0 ? [countWords(clips, 'labelled clip')] : [])].join(' and ');
  if (allowed === true) return [`NOT THE OFFICIAL SCORE: no answer for ${many}, which are left out, the first of them ${first ?? ''}. The challenge scores every labelled row.`];
  const detail = [`there is no answer for ${many}, the first of them ${first ?? ''}`, ...hints.map((hint) => hint.replace(/\.$/, ''))].join('. ');
  throw new DatasetError('MISSING_ROW', { path: 'predictions', detail, next: 'Predict every labelled row (`affekt submit write` fills gaps between frames), or score what is there with --allow-missing.' });
}
