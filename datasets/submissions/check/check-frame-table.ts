import type { Protocol } from '../../protocols/protocol.ts';
import { readLineBatches } from '../read-lines.ts';
import { rowsOfNames } from '../rows-of-names.ts';
import type { NameSample, RowSample, Sample } from '../sample.ts';
import type { StatisticsBuilder } from './answer-statistics.ts';
import { createFrameValueCheck } from './check-frame-values.ts';
import { checkHeader } from './check-header.ts';
import { compareRows } from './compare-rows.ts';
import type { Tally } from './tally.ts';

/** What checks of whole files share. */
export interface CheckContext {
  readonly protocol: Protocol;
  readonly tally: Tally;
  readonly statistics: StatisticsBuilder;
  readonly signal?: AbortSignal;
}

/** Checks a table of frames against the sample. Keeps only rows that are not the sample's in memory. */
export async function checkFrameTable(path: string, given: Sample, context: CheckContext): Promise<void> {
  const { protocol, tally, statistics } = context;
  if (protocol.submission.kind !== 'frame-table') throw new TypeError(`${protocol.id} has no table of frames`);
  const sample = given.kind === 'rows' ? given : await rowsBySubmission(path, given, tally);
  const values = createFrameValueCheck(protocol.submission.values, { protocol, tally, statistics, file: path });
  const rows = createRowCheck(sample);
  let blank = 0;
  for await (const { lines, first } of readLineBatches(path)) {
    context.signal?.throwIfAborted();
    for (const [index, raw] of lines.entries()) {
      const line = first + index;
      const kind = line > 1 ? 'row' : checkHeader(raw, { tally, file: path, expected: sample.header ?? protocol.submission.header.join(',') });
      if (kind === 'useless') return;
      if (kind === 'header') continue;
      const text = line === 1 ? raw.replace('\uFEFF', '').replace(/\r$/, '') : raw.endsWith('\r') ? raw.slice(0, -1) : raw;
      if (text === '') blank ||= line;
      else values(rows.take(text, line), line);
    }
  }
  if (blank !== 0) tally.add('error', 'blank-line', () => ({ where: `${path}:${blank}`, what: 'the line is empty', fix: 'Leave it out; the last line ends with a single line end.' }));
  rows.finish(tally, path);
}

/** A list of videos does not say how many rows each has: the submission does, as far as it goes. */
async function rowsBySubmission(path: string, names: NameSample, tally: Tally): Promise<RowSample> {
  const lengths = new Map<string, number>();
  for await (const { lines } of readLineBatches(path)) {
    for (const line of lines) {
      const [, clip, number] = /^([^,/]*)\/(\d{1,7})\./.exec(line) ?? [];
      if (clip !== undefined) lengths.set(clip, Math.max(lengths.get(clip) ?? 0, Number(number)));
    }
  }
  for (const name of names.names.filter((each) => !lengths.has(each))) tally.add('error', 'missing-rows', () => ({ where: path, what: `all rows of "${name}" are missing`, fix: 'Write one row for each frame of each video of the list.' }));
  tally.add('warning', 'no-row-count', () => ({ where: names.path, what: 'is a list of videos, which does not say how many rows each has', fix: 'Give the list of rows of the organisers with --sample: it can be one row longer than the video.' }));
  return rowsOfNames(names, lengths);
}

/** Compares rows with those of the sample, one at a time. */
function createRowCheck(sample: RowSample) {
  const { locations } = sample;
  const others: string[] = [];
  const otherLines: number[] = [];
  let equal = 0;
  return {
    /** Returns what stands behind the key. */
    take(text: string, line: number): string {
      const expected = others.length === 0 ? locations[equal] : undefined;
      if (expected !== undefined && text.startsWith(expected) && text[expected.length] === ',') {
        equal++;
        return text.slice(expected.length + 1);
      }
      const comma = text.indexOf(',');
      others.push(comma < 0 ? text : text.slice(0, comma));
      otherLines.push(line);
      return comma < 0 ? '' : text.slice(comma + 1);
    },
    finish(tally: Tally, file: string): void {
      if (others.length > 0 || equal < locations.length) compareRows(sample, { equal, locations: others, lines: otherLines }, { tally, file });
    },
  };
}
