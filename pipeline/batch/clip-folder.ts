import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { OutputError } from '../export/output-error.ts';
import { writeFileAtomically } from '../export/write-file-atomically.ts';
import type { RunRecord } from '../rows.ts';
import type { VoiceTrack } from '../stages/voice-track.ts';
import { openSightingLog, readSightings, type SightingLog } from './sighting-log.ts';
import type { FrameSighting } from '../stages/sighting.ts';
import type { FoundWords } from '../words/find-words.ts';
import { type FolderLock, lockFolder } from './lock-folder.ts';

/** Where the results of one clip go, and what an earlier run that was stopped has left there. */
export interface ClipFolder {
  readonly path: string;
  readonly key: string;
  /** Keeps other processes out of the folder; to be released when the clip is done with. */
  readonly lock: FolderLock;
  /** Opens the log of frames already read. */
  openLog(): Promise<SightingLog>;
  /** The frames already read, in order. */
  sightings(): AsyncIterable<FrameSighting>;
  /** What was heard, when the sound was read to its end, in this run or before. */
  voice(): Promise<VoiceTrack | undefined>;
  /** Keeps what was heard. */
  keepVoice(track: VoiceTrack): Promise<void>;
  /** The words that were found, in this run or before. */
  words(): Promise<FoundWords | undefined>;
  /** Keeps the words. */
  keepWords(words: FoundWords): Promise<void>;
  /** File for what a recogniser has heard so far. */
  readonly pieces: string;
  /** Folder for what the plug-ins have done so far, with these very settings. It may not be there yet. */
  readonly plugins: string;
  /** Removes what is only needed to go on from here. */
  tidy(): Promise<void>;
}

const WORK = '.work';

/** What else is to be known of a result folder. */
export interface ClipFolderOptions {
  /** Files that have to be there for the results of an earlier run to stand. */
  readonly wanted?: readonly string[];
  /** Key of what is read from the clip, where more goes into its results; the work of an earlier run with the same one is kept. */
  readonly readingKey?: string;
}

/**
 * Opens the result folder of a clip, making it when it is missing. Work that an earlier run with another key has left is
 * removed: it would not belong together. Resolves with the record of an earlier run that has this very key and came to its end: its results stand,
 * unless one of the files `wanted` was not asked for then.
 *
 * @throws OutputError when the folder cannot be written; MediaError IN_USE when another run is at work there
 */
export async function openClipFolder(path: string, key: string, { wanted = [], readingKey = key }: ClipFolderOptions = {}): Promise<ClipFolder | RunRecord> {
  const work = join(path, WORK);
  const log = join(work, 'faces.ndjson');
  const voicePath = join(work, 'voice.json');
  const wordsPath = join(work, 'words.json');
  try {
    const run = await readJson<RunRecord>(join(path, 'run.json'));
    if (run?.key === key && run.state === 'complete' && wanted.every((name) => existsSync(join(path, name)))) return run;
    const lock = await lockFolder(path);
    await prepareWork(path, readingKey).catch((error: unknown) => {
      lock.release();
      throw error;
    });
    return {
      path,
      key,
      lock,
      openLog: () => openSightingLog(log),
      sightings: () => readSightings(log),
      voice: () => readJson<VoiceTrack>(voicePath),
      keepVoice: (track) => writeFileAtomically(voicePath, JSON.stringify(track)),
      words: () => readJson<FoundWords>(wordsPath),
      keepWords: (words) => writeFileAtomically(wordsPath, JSON.stringify(words)),
      pieces: join(work, 'pieces.jsonl'),
      plugins: join(work, `plugins-${key.slice(0, 16)}`),
      tidy: () => rm(work, { recursive: true, force: true }),
    };
  } catch (error) {
    throw OutputError.from(error, path);
  }
}

/** Makes the folder for what a run that is stopped leaves to the next one, and removes what a killed one has left unfinished. */
async function prepareWork(path: string, key: string): Promise<void> {
  const work = join(path, WORK);
  if ((await readJson<{ key: string }>(join(work, 'key.json')))?.key !== key) await rm(work, { recursive: true, force: true });
  await mkdir(work, { recursive: true });
  for (const folder of [path, work]) for (const name of await readdir(folder)) if (name.endsWith('.part')) await rm(join(folder, name), { force: true });
  await writeFileAtomically(join(work, 'key.json'), JSON.stringify({ key }));
}

/** The value in a JSON file; `undefined` when the file is absent or was not written whole. */
async function readJson<T>(path: string): Promise<T | undefined> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as T;
  } catch (error) {
    if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
