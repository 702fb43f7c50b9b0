import type { ClipTable, WordTable } from '../../protocols/submission-format.ts';
import type { NameSample } from '../sample.ts';
import { whyHostile } from '../why-hostile.ts';
import type { Tally } from './tally.ts';

interface NameCheck {
  readonly tally: Tally;
  readonly file: string;
  readonly submission: ClipTable | WordTable;
}

/** Names shown of a long list. */
const SHOWN = 5;

/** Finds names of clips that are missing, too many, twice, or in another order than the list's. */
export function compareNames(sample: NameSample, found: readonly { readonly name: string; readonly line: number }[], { tally, file, submission }: NameCheck): void {
  const places = new Map(sample.names.map((name, place) => [name, place]));
  const lines = new Map<string, number>();
  let highest = -1;
  let moved: (typeof found)[number] | undefined;
  for (const row of found) {
    const { name, line } = row;
    const before = lines.get(name);
    if (before !== undefined) tally.add('error', 'duplicate-rows', () => ({ where: `${file}:${line}`, what: `"${name}" stands on line ${before} already`, fix: 'Write one row for each clip.' }));
    lines.set(name, before ?? line);
    const place = places.get(name);
    if (place === undefined) reportExtra(name, line);
    else if (place < highest) moved ??= row;
    highest = Math.max(highest, place ?? -1);
  }
  const missing = sample.names.filter((name) => !lines.has(name));
  const names = `${missing.slice(0, SHOWN).map((name) => `"${name}"`).join(', ')}${missing.length > SHOWN ? ` and ${missing.length - SHOWN} more` : ''}`;
  if (missing.length > 0) tally.add('error', 'missing-rows', () => ({ where: file, what: `${missing.length} of the ${sample.names.length} clips of ${sample.path} are missing: ${names}`, fix: 'Write one row for each clip of the list.' }));
  if (moved !== undefined) reportOrder(moved);
  reportCount();

  function reportExtra(name: string, line: number): void {
    const why = name.includes('/') ? 'is a path' : whyHostile(name);
    const level = submission.rows === 'exact' || why !== undefined ? 'error' : 'warning';
    tally.add(level, 'extra-rows', () => ({ where: `${file}:${line}`, what: why === undefined ? `"${name}" is not in ${sample.path}` : `the name "${name}" ${why}`, fix: submission.rows === 'exact' ? 'Leave it out: the names must be those of the list, no more and no fewer.' : 'Leave it out: it is not scored.' }));
  }

  function reportOrder({ name, line }: (typeof found)[number]): void {
    const shuffled = missing.length === 0 && found.length === sample.names.length;
    tally.add('warning', shuffled ? 'shuffled' : 'wrong-order', () => ({ where: `${file}:${line}`, what: `"${name}" stands after clips that follow it in the list${shuffled ? ': the rows are those of the list, shuffled' : ''}`, fix: 'Scores go by name, so that this is no fault; the order of the list is safer.' }));
  }

  function reportCount(): void {
    const { count } = submission;
    if (count !== undefined && count !== sample.names.length) tally.add('warning', 'row-count', () => ({ where: sample.path, what: `lists ${sample.names.length} clips, and the organisers state ${count}`, fix: 'Check that it is the list of this track.' }));
  }
}
