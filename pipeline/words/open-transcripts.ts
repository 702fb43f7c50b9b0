import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve, sep } from 'node:path';
import type { Transcript } from '../../extractors/text/transcript.ts';
import { parseTranscript, readTranscript } from '../../extractors/text/transcripts/read-transcript.ts';
import { readBytes } from '../../extractors/text/transcripts/read-bytes.ts';
import { openTranscriptTable } from '../../extractors/text/transcripts/tables/open-transcript-table.ts';
import { TranscriptError } from '../../extractors/text/transcripts/transcript-error.ts';
import type { ClipClock, TranscriptOptions } from '../../extractors/text/transcripts/transcript-options.ts';
import { rankNames, type RankedName } from './rank-names.ts';

/** A transcript that goes with a clip, not read yet. */
export interface FoundTranscript {
  readonly path: string;
  /** Resolves with what is said. Which one was taken of several is a note. Throws as `readTranscript` does. */
  read(clip: ClipClock): Promise<Transcript>;
}

/** Where the transcripts of many clips are. Listings and tables are read once. */
export interface Transcripts {
  /** `false` where one file was given that names no clip: it fits one clip only. */
  readonly isForMany: boolean;
  /** Resolves with the transcript of a clip; `undefined` where there is none. */
  find(clip: string): Promise<FoundTranscript | undefined>;
}

type ReadOptions = Omit<TranscriptOptions, 'clip'>;

/** Endings that other things have too. */
const DOUBTFUL = /\.(?:json|csv|tsv)$/i;
/** Folders above a clip that a folder of transcripts may repeat: `transcripts/monday/cam1.srt` for `recordings/monday/cam1.mp4`. */
const LEVELS = 3;

/**
 * Resolves with a way to the transcripts of clips: beside each clip, or in a folder, or in a table with the names of clips, or in one file for one clip. In a
 * folder, the order of `rankNames` decides, and names that repeat the clip's folders come first. JSON, CSV and TSV that hold no transcript are passed over.
 *
 * @param from folder or file; without it, beside each clip
 * @throws TranscriptError NOT_FOUND, and as `readTranscript` does for a table
 */
export async function openTranscripts(from?: string, options: ReadOptions = {}): Promise<Transcripts> {
  const list = toLister();
  if (from === undefined) return { isForMany: true, find: (clip) => findIn([dirname(resolve(clip))], clip, { list, options }) };
  const isFolder = await stat(from).then((found) => found.isDirectory(), (error: unknown) => Promise.reject(TranscriptError.from(error, from) as Error));
  if (isFolder) return { isForMany: true, find: (clip) => findIn(foldersFor(from, clip), clip, { list, options }) };
  const file = await readBytes(from);
  const table = openTranscriptTable(file, options);
  if (table === undefined) return { isForMany: false, find: () => Promise.resolve({ path: from, read: (clip) => Promise.resolve().then(() => parseTranscript(file, { ...options, clip })) }) };
  return { isForMany: true, find: (clip) => Promise.resolve(table.has(basename(clip)) ? { path: from, read: (clock) => Promise.resolve().then(() => table.read(clock)) } : undefined) };
}

/** The most telling folder first. */
function foldersFor(root: string, clip: string): string[] {
  const above = dirname(resolve(clip)).split(sep).filter((name) => name !== '').slice(-LEVELS);
  return [...above.map((_, index) => join(root, ...above.slice(index))), root];
}

function toLister(): (folder: string) => Promise<readonly string[]> {
  const listings = new Map<string, Promise<readonly string[]>>();
  return (folder) => {
    const known = listings.get(folder) ?? readdir(folder).catch(() => []); // A folder that is not there has no transcripts
    listings.set(folder, known);
    return known;
  };
}

interface Search {
  readonly list: (folder: string) => Promise<readonly string[]>;
  readonly options: ReadOptions;
}

async function findIn(folders: readonly string[], clip: string, { list, options }: Search): Promise<FoundTranscript | undefined> {
  const passed: string[] = [];
  for (const folder of folders) {
    const ranked = rankNames(await list(folder), basename(clip), options.language);
    for (const [index, candidate] of ranked.entries()) {
      const path = join(folder, candidate.name);
      if (DOUBTFUL.test(candidate.name) && !(await isTranscript(path, clip, options))) passed.push(candidate.name);
      else return { path, read: async (clock) => note(await readTranscript(path, { ...options, clip: clock }), candidate, { others: ranked.slice(index + 1), passed }) };
    }
  }
  return undefined;
}

/** A file that is damaged, or of other clips, is one: reading it says so. */
async function isTranscript(path: string, clip: string, options: ReadOptions): Promise<boolean> {
  try {
    await readTranscript(path, { ...options, clip: { file: basename(clip), duration: Number.POSITIVE_INFINITY } });
    return true;
  } catch (error) {
    if (!(error instanceof TranscriptError)) throw error;
    return error.code !== 'UNKNOWN_FORMAT' && error.code !== 'NO_COLUMN';
  }
}

function note(transcript: Transcript, { name, language }: RankedName, { others, passed }: { readonly others: readonly RankedName[]; readonly passed: readonly string[] }): Transcript {
  const notes = [
    ...(others.length > 0 ? [`${name} is read, and not ${others.map((other) => other.name).join(', ')}, which ${others.length === 1 ? 'goes' : 'go'} with the clip too.`] : []),
    ...(passed.length > 0 ? [`${passed.join(', ')} ${passed.length === 1 ? 'holds' : 'hold'} no transcript and ${passed.length === 1 ? 'was' : 'were'} passed over.`] : []),
  ];
  return { ...(language !== undefined && { language }), ...transcript, notes: [...notes, ...transcript.notes] };
}
