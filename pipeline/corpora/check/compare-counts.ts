import type { PublishedCount } from '../../../datasets/corpus.ts';
import type { Counted, CountRow } from './corpus-check.ts';
import { WHOLE, type SplitTally, type Tally } from './tally.ts';

/** What is known of a corpus besides its clips. */
export interface Expectation {
  readonly task?: string | undefined;
  readonly classes?: readonly string[] | undefined;
  readonly published: readonly PublishedCount[];
}

/**
 * Returns what was counted beside what is published, split by split, those that are not there behind the others; the whole corpus last, where a number is published for it or there
 * are several splits. What is published and not there is counted 0.
 */
export function compareCounts(tally: Tally, { task, classes = [], published }: Expectation): CountRow[] {
  const known = published.filter((each) => each.task === undefined || each.task === task);
  const names = [...new Set([...tally.splits.keys(), ...known.map(({ split }) => split)])].filter((split) => split !== WHOLE);
  const parts = names.map((split) => tally.splits.get(split) ?? empty(split, classes.length));
  const hasWhole = names.length !== 1 || known.some(({ split }) => split === WHOLE);
  const all = hasWhole ? [merge([...tally.splits.values()], classes.length)] : [];
  return [...parts, ...all].flatMap((part) => rowsOf(part, classes, known.filter(({ split }) => split === part.split)));
}

function rowsOf(part: SplitTally, classes: readonly string[], published: readonly PublishedCount[]): CountRow[] {
  const row = (of: Counted, found: number): CountRow => {
    const known = published.find((each) => isSame(each.of, of));
    return { split: part.split, of, found, ...(known !== undefined && { published: known.count, source: known.source }) };
  };
  const expects = (of: Counted) => published.some((each) => isSame(each.of, of));
  const hasFrames = part.hasFrames || expects('frames');
  const hasClasses = part.classes.some((count) => count > 0) || published.some(({ of }) => typeof of === 'object');
  return [
    row('clips', part.clips),
    ...(part.speakers.size > 0 || expects('speakers') ? [row('speakers', part.speakers.size)] : []),
    ...(hasFrames ? [row('rows', part.rows), row('frames', part.frames)] : []),
    ...(hasClasses ? classes.map((name, index) => row({ class: name }, part.classes[index]!)) : []),
  ];
}

function isSame(one: Counted, other: Counted): boolean {
  return typeof one === 'object' && typeof other === 'object' ? one.class === other.class : one === other;
}

function empty(split: string, classes: number): SplitTally {
  return { split, clips: 0, bare: [], hasFrames: false, rows: 0, frames: 0, classes: Array.from({ length: classes }, () => 0), speakers: new Set() };
}

function merge(parts: readonly SplitTally[], classes: number): SplitTally {
  const whole = empty(WHOLE, classes);
  for (const part of parts) {
    whole.clips += part.clips;
    whole.rows += part.rows;
    whole.frames += part.frames;
    whole.hasFrames ||= part.hasFrames;
    part.classes.forEach((count, index) => (whole.classes[index]! += count));
    part.speakers.forEach((speaker) => whole.speakers.add(speaker));
  }
  return whole;
}
