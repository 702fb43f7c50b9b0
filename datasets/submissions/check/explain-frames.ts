import { whyHostile } from '../why-hostile.ts';
import type { RowCheck } from './compare-rows.ts';

/** A row that only the sample has, or only the submission. */
export interface LoneRow {
  readonly location: string;
  readonly frame: number;
  /** Whether it is the last row of its clip in the sample. */
  readonly isLast: boolean;
  /** Where it stands in the submission; 0 for a row of the sample. */
  readonly line: number;
  /** The row of the sample that it is another spelling of. */
  readonly means?: string;
}

/** How the rows of one clip differ from those of the sample. */
export interface ClipDifference {
  readonly clip: string;
  /** Whether the sample has this clip. */
  readonly known: boolean;
  readonly missing: LoneRow[];
  readonly extra: LoneRow[];
}

/** A way in which rows of a clip may be wrong that is worth a sentence of its own. */
interface Pattern {
  readonly code: string;
  readonly fits: (difference: ClipDifference) => boolean;
  readonly what: (clips: readonly ClipDifference[]) => string;
  readonly fix: string;
}

const PATTERNS: readonly Pattern[] = [
  {
    code: 'frames-from-zero',
    fits: ({ known, missing, extra }) => known && extra.length === 1 && extra[0]!.frame === 0 && missing.every(({ isLast }) => isLast) && missing.length <= 1,
    what: (clips) => `frames are counted from 0 in ${countOf(clips)}: "${clips[0]!.extra[0]!.location}" is there${clips[0]!.missing[0] === undefined ? '' : ` and "${clips[0]!.missing[0].location}" is not`}`,
    fix: 'Count frames from 1. Check that every answer moved by one too.',
  },
  {
    code: 'one-row-short',
    fits: ({ missing, extra }) => missing.length === 1 && missing[0]!.isLast && extra.length === 0,
    what: (clips) => `the last row is missing in ${countOf(clips)}: "${clips[0]!.missing[0]!.location}"`,
    fix: 'Copy the last answer: lists can be one longer than the frames that a decoder gives.',
  },
  {
    code: 'one-row-long',
    fits: ({ known, missing, extra }) => known && missing.length === 0 && extra.length === 1 && extra[0]!.frame > 0 && extra[0]!.means === undefined,
    what: (clips) => `there is one row too many in ${countOf(clips)}: "${clips[0]!.extra[0]!.location}"`,
    fix: 'Leave it out: only rows of the sample are scored.',
  },
  {
    code: 'row-names',
    fits: ({ extra }) => extra.length > 0 && extra.every(({ means }) => means !== undefined),
    what: (clips) => `rows are written in another way in ${countOf(clips)}: "${clips[0]!.extra[0]!.location}" for "${clips[0]!.extra[0]!.means!}"`,
    fix: 'Write the first cell as the sample has it, five digits and .jpg.',
  },
];

/** Reports differences: those of one pattern together, the others clip by clip. */
export function explainFrames(differences: readonly ClipDifference[], { tally, file }: RowCheck): void {
  const rest = new Set(differences);
  for (const { code, fits, what, fix } of PATTERNS) {
    const clips = [...rest].filter(fits);
    for (const clip of clips) rest.delete(clip);
    const line = clips[0]?.extra[0]?.line;
    if (clips.length > 0) tally.add('error', code, () => ({ where: line === undefined ? file : `${file}:${line}`, what: what(clips), fix }));
  }
  for (const { clip, known, missing, extra } of rest) {
    const [first, other] = [missing[0], extra[0]];
    if (first !== undefined) tally.add('error', 'missing-rows', () => ({ where: file, what: `${missing.length} ${missing.length === 1 ? 'row is' : 'rows are'} missing of "${clip}", the first is "${first.location}"`, fix: 'Write one row for each row of the sample.' }));
    if (other !== undefined) tally.add('error', 'extra-rows', () => ({ where: `${file}:${other.line}`, what: extraText(other.location, extra.length, known ? undefined : clip), fix: 'Leave it out: only rows of the sample are scored.' }));
  }
}

function extraText(location: string, count: number, unknown: string | undefined): string {
  const why = whyHostile(location);
  if (why !== undefined) return `the name "${location}" ${why}`;
  const what = unknown === undefined ? 'not in the sample' : `of "${unknown}", which the sample does not have`;
  return count === 1 ? `the row "${location}" is ${what}` : `${count} rows are ${what}, the first is "${location}"`;
}

function countOf(clips: readonly ClipDifference[]): string {
  return clips.length === 1 ? `"${clips[0]!.clip}"` : `${clips.length} videos, such as "${clips[0]!.clip}"`;
}
