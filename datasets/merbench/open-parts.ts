import { relative } from 'node:path';
import type { Clip } from '../clip.ts';
import { DatasetError } from '../dataset-error.ts';
import type { Dataset } from '../dataset.ts';
import type { ClipPart, Warn } from './clip-part.ts';
import type { LabelledClip } from './labelled-clip.ts';
import { listMedia } from './list-media.ts';
import { readTranscripts, type Transcripts } from './read-transcripts.ts';

/** What a corpus consists of. */
export interface Parts {
  readonly parts: readonly ClipPart[];
  /** Table of sentences, where there is one. */
  readonly texts?: string;
}

/** What one iteration has seen. */
interface Reading {
  readonly root: string;
  readonly warn: Warn;
  /** Files by folder and name. */
  readonly folders: Map<string, Promise<ReadonlyMap<string, string> | undefined>>;
  /** Files that belong to a clip, and those of parts that say what the others are. */
  readonly used: Set<string>;
  /** The part of each clip. */
  readonly partOf: Map<string, string>;
}

/**
 * Returns a corpus of several parts. Each iteration reads label files and transcripts, and lists every folder of media once. Clips come part by part: those
 * that label files name, in their order, then the others by name.
 */
export function openParts(about: Omit<Dataset, 'warnings' | typeof Symbol.asyncIterator>, { parts, texts }: Parts): Dataset {
  const warnings: string[] = [];
  return {
    ...about,
    warnings,
    async *[Symbol.asyncIterator]() {
      const found: string[] = [];
      const reading: Reading = { root: about.root, warn: (sentence) => found.push(sentence), folders: new Map(), used: new Set(), partOf: new Map() };
      const transcripts = texts === undefined ? undefined : await readTranscripts(texts);
      for (const part of parts) {
        for (const clip of await readPart(part, reading)) yield withTexts(clip, transcripts);
      }
      await tellRest(reading);
      tellContradicted(reading, transcripts);
      warnings.splice(0, warnings.length, ...found);
    },
  };
}

async function readPart(part: ClipPart, reading: Reading): Promise<Clip[]> {
  const named = await part.read(reading.warn);
  for (const { clip, split } of named) claim(clip, split ?? part.name, reading);
  const folders = (await Promise.all(part.media.map((folder) => listOnce(folder, reading)))).filter((files) => files !== undefined);
  if (named.length > 0 && folders.length === 0) reading.warn(`The clips of ${part.name} have no media: ${part.media.map((folder) => nameOf(reading, folder)).join(' and ')} are not there.`.replace(/^(.*: [^ ]+) are/, '$1 is'));
  const clips = named.map((clip) => withMedia(clip, part.fileOf?.(clip.clip) ?? clip.clip, { folders, used: reading.used }));
  const without = clips.filter(({ media }) => media === undefined).map(({ clip }) => clip);
  if (folders.length > 0 && without.length > 0) reading.warn(`${without.length} of ${named.length} clips of ${part.name} have no media in ${nameOf(reading, part.media[0]!)}: ${someOf(without)}.`);
  return part.unnamed === undefined ? clips : [...clips, ...listUnnamed(part.unnamed, folders, reading)];
}

/** One name in two parts would be two clips with one file. */
function claim(clip: string, name: string, { root, partOf }: Pick<Reading, 'root' | 'partOf'>): void {
  const other = partOf.get(clip);
  if (other !== undefined) throw new DatasetError('DUPLICATE', { path: root, detail: `has the clip "${clip}" in ${other} and in ${name}`, next: 'Keep it in one of them.' });
  partOf.set(clip, name);
}

function listOnce(folder: string, { folders }: Reading): Promise<ReadonlyMap<string, string> | undefined> {
  const listed = folders.get(folder) ?? listMedia(folder);
  folders.set(folder, listed);
  return listed;
}

function withMedia(clip: LabelledClip, file: string, { folders, used }: { readonly folders: readonly ReadonlyMap<string, string>[]; readonly used: Set<string> }): Clip {
  const paths = folders.map((files) => files.get(file)).filter((path) => path !== undefined);
  for (const path of paths) used.add(path);
  return { ...clip, ...(paths[0] !== undefined && { media: paths[0] }) };
}

function listUnnamed(split: string, folders: readonly ReadonlyMap<string, string>[], reading: Reading): Clip[] {
  const clips: Clip[] = [];
  for (const files of folders) {
    for (const [clip, media] of files) {
      if (reading.used.has(media)) continue;
      claim(clip, split, reading);
      clips.push(withMedia({ clip, split }, clip, { folders, used: reading.used }));
    }
  }
  return clips;
}

/** Files of a folder whose parts do not say what the unnamed ones are. Sound beside a video of the same clip was used with it. */
async function tellRest({ folders, used, warn, root }: Reading): Promise<void> {
  for (const [folder, listed] of folders) {
    const rest = [...((await listed) ?? [])].filter(([, path]) => !used.has(path)).map(([name]) => name);
    const [files, name] = rest.length === 1 ? ['1 file', 'is left out, since no label file names it'] : [`${rest.length} files`, 'are left out, since no label file names them'];
    if (rest.length > 0) warn(`${files} in ${nameOf({ root }, folder)} ${name}: ${someOf(rest)}.`);
  }
}

function tellContradicted({ partOf, root, warn }: Reading, transcripts: Transcripts | undefined): void {
  const twice = [...(transcripts?.contradicted ?? [])].filter((clip) => partOf.has(clip));
  if (twice.length > 0) warn(`Clips with different sentences in two rows of ${nameOf({ root }, transcripts!.path)} keep the first: ${someOf(twice)}.`);
}

function withTexts(clip: Clip, transcripts: Transcripts | undefined): Clip {
  const texts = transcripts?.texts.get(clip.clip);
  return texts === undefined || Object.keys(texts).length === 0 ? clip : { ...clip, texts };
}

function nameOf({ root }: Pick<Reading, 'root'>, path: string): string {
  return relative(root, path) || '.';
}

function someOf(clips: readonly string[]): string {
  return `${clips.slice(0, 3).map((clip) => `"${clip}"`).join(', ')}${clips.length > 3 ? ', …' : ''}`;
}
