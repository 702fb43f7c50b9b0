import { DatasetError } from '../dataset-error.ts';
import type { Protocol } from '../protocols/protocol.ts';
import type { LineBatch } from './read-lines.ts';
import type { RowSample } from './sample.ts';
import { whyHostile } from './why-hostile.ts';

const AS_IT_WAS = "Take the organisers' file as it was.";
const LOCATION = /^([^/]*)\/(\d{1,7})\.(?:jpe?g|png)$/;

/** A clip of a sample that is being read. */
interface GrowingClip {
  readonly name: string;
  readonly index: number;
  readonly frames: number[];
  /** Highest frame so far. */
  last: number;
  /** Every frame, once they do not only increase. */
  seen?: Set<number>;
}

interface GrowingSample {
  readonly path: string;
  readonly clips: Map<string, GrowingClip>;
  readonly locations: string[];
  readonly clipOf: number[];
  readonly frameOf: number[];
  firstLine: number;
  current?: GrowingClip;
}

/**
 * Resolves with the rows of a sample. See `readSample`.
 *
 * @throws DatasetError naming `path` and line
 */
export async function toRowSample(path: string, batches: AsyncIterable<LineBatch>, protocol: Protocol): Promise<RowSample> {
  const sample: GrowingSample = { path, clips: new Map(), locations: [], clipOf: [], frameOf: [], firstLine: 0 };
  let header: string | undefined;
  let blank = 0;
  for await (const { lines, first } of batches) {
    for (const [index, raw] of lines.entries()) {
      const line = first + index;
      const text = line === 1 ? raw.replace(/^\uFEFF/, '') : raw;
      if (text.trim() === '') blank ||= line;
      else if (line === 1 && !text.split(',')[0]!.includes('/')) header = text.trim();
      else if (blank !== 0) throw new DatasetError('NOT_A_TABLE', { path, detail: `line ${blank} is empty, and rows follow`, next: AS_IT_WAS });
      else addRow(sample, text, line);
    }
  }
  if (sample.locations.length === 0) throw new DatasetError('NOT_A_TABLE', { path, detail: 'has no rows', next: AS_IT_WAS });
  return finish(sample, headerOf(path, header, protocol));
}

function finish({ path, clips, locations, clipOf, frameOf, firstLine }: GrowingSample, header: string | undefined): RowSample {
  return { kind: 'rows', path, ...(header !== undefined && { header }), firstLine, clips: [...clips.keys()], locations, clipOf: Int32Array.from(clipOf), frameOf: Int32Array.from(frameOf) };
}

/** The header is the organisers' where it names the columns of the protocol; one of other columns is of another task. */
function headerOf(path: string, header: string | undefined, protocol: Protocol): string | undefined {
  if (header?.includes(',') !== true || protocol.submission.kind === 'frame-files') return undefined;
  const same = (text: string) => text.replaceAll(' ', '').toLowerCase();
  const expected = protocol.submission.header.join(',');
  if (same(header) === same(expected)) return header;
  throw new DatasetError('WRONG_HEADER', { path, detail: `its header is "${header.slice(0, 200)}", and ${protocol.id} has "${expected}"`, next: 'Give the sample of this challenge, or the protocol that the sample is of.' });
}

function addRow(sample: GrowingSample, text: string, line: number): void {
  const { path } = sample;
  const comma = text.indexOf(',');
  const location = (comma < 0 ? text : text.slice(0, comma)).trim();
  const match = LOCATION.exec(location);
  if (match === null) throw notARow(path, location, line);
  const frame = Number(match[2]);
  if (frame === 0) throw new DatasetError('BAD_VALUE', { path, detail: `line ${line}: "${location}" is frame 0, and frames are counted from 1`, next: AS_IT_WAS });
  const clip = clipOf(sample, match[1]!, line);
  refuseSecond(clip, frame, { path, location, line });
  sample.firstLine ||= line;
  sample.locations.push(location);
  sample.clipOf.push(clip.index);
  sample.frameOf.push(frame);
}

function notARow(path: string, location: string, line: number): DatasetError {
  const why = location.includes('/') ? whyHostile(location) : undefined;
  if (why !== undefined) return new DatasetError('BAD_NAME', { path, detail: `line ${line}: the name "${location}" ${why}`, next: AS_IT_WAS });
  return new DatasetError('BAD_VALUE', { path, detail: `line ${line}: "${location.slice(0, 80)}" is no row of a frame, such as "12-24-1920x1080/00001.jpg"`, next: AS_IT_WAS });
}

function clipOf(sample: GrowingSample, name: string, line: number): GrowingClip {
  if (sample.current?.name === name) return sample.current;
  const why = whyHostile(name);
  if (why !== undefined) throw new DatasetError('BAD_NAME', { path: sample.path, detail: `line ${line}: the name "${name}" ${why}`, next: AS_IT_WAS });
  const clip = sample.clips.get(name) ?? { name, index: sample.clips.size, frames: [], last: 0 };
  sample.clips.set(name, clip);
  sample.current = clip;
  return clip;
}

/** Frames that only increase need no memory of those before. */
function refuseSecond(clip: GrowingClip, frame: number, { path, location, line }: { readonly path: string; readonly location: string; readonly line: number }): void {
  if (frame <= clip.last) {
    clip.seen ??= new Set(clip.frames);
    if (clip.seen.has(frame)) throw new DatasetError('DUPLICATE', { path, detail: `line ${line}: "${location}" stands there already`, next: AS_IT_WAS });
  }
  clip.seen?.add(frame);
  clip.frames.push(frame);
  clip.last = Math.max(clip.last, frame);
}
