import type { RowSample } from '../sample.ts';
import { toLocation } from '../rows-of-names.ts';
import { whyHostile } from '../why-hostile.ts';
import { explainFrames, type ClipDifference } from './explain-frames.ts';
import type { Tally } from './tally.ts';

/** Rows of a submission from the first one on that is not the sample's. */
export interface OtherRows {
  /** How many rows before them are the sample's. */
  readonly equal: number;
  readonly locations: readonly string[];
  readonly lines: readonly number[];
}

/** What the rows are compared in. */
export interface RowCheck {
  readonly tally: Tally;
  readonly file: string;
}

/** Finds what is missing, too much, twice or in another order. */
export function compareRows(sample: RowSample, { equal, locations, lines }: OtherRows, { tally, file }: RowCheck): void {
  const index = new Map(sample.locations.map((location, row) => [location, row]));
  const seen = new Uint8Array(sample.locations.length).fill(1, 0, equal);
  const extras: number[] = [];
  let twice = 0;
  let moved: number | undefined;
  let highest = equal - 1;
  locations.forEach((location, row) => {
    const place = index.get(location);
    if (place === undefined) extras.push(row);
    else if (seen[place] === 1) {
      twice++;
      tally.add('error', 'duplicate-rows', () => ({ where: `${file}:${lines[row]!}`, what: `the row "${location}" stands here a second time`, fix: 'Write each row of the sample once.' }));
    } else {
      seen[place] = 1;
      if (place < highest) moved ??= row;
      highest = Math.max(highest, place);
    }
  });
  const missing = [...seen.keys()].filter((row) => seen[row] === 0);
  const complete = missing.length === 0 && extras.length === 0 && twice === 0;
  if (moved !== undefined) reportOrder(complete ? 0 : moved);
  explainFrames(toDifferences(), { tally, file });

  function reportOrder(row: number): void {
    const wanted = complete ? `, where the sample has "${sample.locations[equal]!}"` : ', after rows that follow it in the sample';
    const what = `the row "${locations[row]!}" stands here${wanted}${complete ? ': the rows are those of the sample, shuffled' : ''}`;
    tally.add('error', complete ? 'shuffled' : 'wrong-order', () => ({ where: `${file}:${lines[row]!}`, what, fix: 'Sort the rows as the sample has them: answers may be read by place, not by name.' }));
  }

  function toDifferences(): ClipDifference[] {
    const clips = new Map<string, ClipDifference>();
    const of = (clip: string, known: boolean) => clips.get(clip) ?? clips.set(clip, { clip, known, missing: [], extra: [] }).get(clip)!;
    const known = new Set(sample.clips);
    for (const row of missing) of(sample.clips[sample.clipOf[row]!]!, true).missing.push({ location: sample.locations[row]!, frame: sample.frameOf[row]!, isLast: isLast(row), line: 0 });
    for (const row of extras) {
      const location = locations[row]!;
      const [clip, frame] = splitLocation(location);
      const other = frame === undefined ? undefined : index.get(toLocation(clip, frame)) === undefined ? undefined : toLocation(clip, frame);
      of(clip, known.has(clip)).extra.push({ location, frame: frame ?? -1, isLast: false, line: lines[row]!, ...(other !== undefined && { means: other }) });
    }
    return [...clips.values()];
  }

  function isLast(row: number): boolean {
    return sample.clipOf[row + 1] !== sample.clipOf[row];
  }
}

function splitLocation(location: string): readonly [string, number | undefined] {
  const slash = location.lastIndexOf('/');
  if (slash < 0 || whyHostile(location) !== undefined) return [location, undefined];
  const number = /^(\d{1,7})(?:\.\w+)?$/.exec(location.slice(slash + 1))?.[1];
  return [location.slice(0, slash), number === undefined ? undefined : Number(number)];
}
