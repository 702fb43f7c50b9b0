import { parse } from 'node:path';
import { DatasetError } from '../dataset-error.ts';
import type { Protocol } from '../protocols/protocol.ts';
import { readTable } from '../tables/read-table.ts';
import { readLineBatches } from './read-lines.ts';
import type { NameSample, Sample } from './sample.ts';
import { toRowSample } from './to-row-sample.ts';
import { whyHostile } from './why-hostile.ts';

/**
 * Resolves with what the organisers want an answer for: a list of rows `key/00001.jpg[,…]`, a table with a column `name`, or a list of names, one a line. The first
 * line says which. Rows and their order stay as they are.
 *
 * @throws DatasetError naming `path` and line: BAD_NAME for names that are paths, DUPLICATE, BAD_VALUE for a row of another kind, WRONG_HEADER for the sample of
 * another task, NOT_A_TABLE, NOT_FOUND, UNREADABLE
 */
export async function readSample(path: string, protocol: Protocol): Promise<Sample> {
  const first = await firstLine(path);
  if (first.split(',')[0]!.includes('/') || isHeader(first, protocol)) {
    if (protocol.level === 'clip') throw new DatasetError('WRONG_LEVEL', { path, detail: `lists frames, and ${protocol.id} wants one answer a clip`, next: 'Give the list of clips of this challenge, a table with a column `name`.' });
    return await toRowSample(path, readLineBatches(path), protocol);
  }
  if (/^(?:[^,;\t]*[,;\t])?"?name"?(?:[,;\t]|$)/.test(first)) return await readNameColumn(path);
  return await readNames(path);
}

async function firstLine(path: string): Promise<string> {
  for await (const { lines } of readLineBatches(path)) return plain(lines[0]!);
  throw new DatasetError('NOT_A_TABLE', { path, detail: 'is empty', next: "Give the organisers' list: rows `key/00001.jpg`, a table with a column `name`, or names, one a line." });
}

/** A header of columns that belongs to rows of frames: `image_location`, `image_location,valence,arousal`. */
function isHeader(line: string, { level, submission }: Protocol): boolean {
  const cell = line.split(',')[0]!.trim().toLowerCase();
  return level === 'frame' && ['image_location', 'image', submission.header[0]!.toLowerCase()].includes(cell);
}

async function readNameColumn(path: string): Promise<NameSample> {
  const found: Named[] = [];
  for await (const row of readTable(path, ['name'])) found.push({ name: row.cell('name'), line: row.line });
  return toNames(path, found);
}

async function readNames(path: string): Promise<NameSample> {
  const found: Named[] = [];
  let blank = 0;
  for await (const { lines, first } of readLineBatches(path)) {
    for (const [index, text] of lines.entries()) {
      const line = first + index;
      const name = plain(text);
      if (name === '') {
        blank ||= line;
        continue;
      }
      if (blank !== 0) throw new DatasetError('NOT_A_TABLE', { path, detail: `line ${blank} is empty, and names follow` });
      if (/[,;\t]/.test(name)) throw new DatasetError('NOT_A_TABLE', { path, detail: `line ${line} is no name: "${name.slice(0, 80)}"`, next: "Give the organisers' list: rows `key/00001.jpg`, a table with a column `name`, or names, one a line." });
      found.push({ name: withoutExtension(name), line });
    }
  }
  return toNames(path, found);
}

interface Named {
  readonly name: string;
  readonly line: number;
}

function toNames(path: string, found: readonly Named[]): NameSample {
  const lines = new Map<string, number>();
  for (const { name, line } of found) {
    const why = name.includes('/') ? 'is a path' : whyHostile(name);
    if (why !== undefined) throw new DatasetError('BAD_NAME', { path, detail: `line ${line}: the name "${name}" ${why}`, next: "Take the organisers' file as it was: nothing is written under such a name." });
    if (lines.has(name)) throw new DatasetError('DUPLICATE', { path, detail: `line ${line}: "${name}" stands on line ${lines.get(name)!} already` });
    lines.set(name, line);
  }
  return { kind: 'names', path, names: [...lines.keys()], lines: Int32Array.from(lines.values()) };
}

/** Lists of videos name files in some editions. */
function withoutExtension(name: string): string {
  const { ext, name: stem } = parse(name);
  return ['.mp4', '.avi', '.txt'].includes(ext.toLowerCase()) && !name.includes('/') ? stem : name;
}

function plain(line: string): string {
  return line.replace(/^\uFEFF/, '').trim();
}
