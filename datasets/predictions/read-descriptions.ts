import { readdir, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { DatasetError } from '../dataset-error.ts';
import { readTable } from '../tables/read-table.ts';
import { parseWords } from './parse-words.ts';
import type { ClipPredictions, ClipRow } from './predictions.ts';

const TABLE = 'descriptions.csv';

/**
 * Resolves with the words of clips out of the result folders of `affekt describe`: all those in `folder`, or that one itself. The words of a clip are those of all its descriptions,
 * in their order; a clip whose answers could not be read has none, and the warnings count such clips.
 *
 * @throws DatasetError NOT_FOUND when no result folder has descriptions, and what `readTable` throws
 */
export async function readDescriptions(folder: string): Promise<ClipPredictions> {
  const names = (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isDirectory()).map(({ name }) => name).sort();
  const within = names.map((name) => [name, join(folder, name, TABLE)] as const);
  const clips = new Map<string, ClipRow>();
  for (const [name, path] of [[basename(resolve(folder)), join(folder, TABLE)] as const, ...within]) if (await isFile(path)) clips.set(name, { words: await readWords(path) });
  if (clips.size === 0) throw new DatasetError('NOT_FOUND', { path: folder, detail: `holds no result folder with a ${TABLE}`, next: 'Make them with `affekt describe`, or give a table.' });
  const silent = [...clips.values()].filter(({ words }) => words!.length === 0).length;
  return { level: 'clip', clips, ...(silent > 0 && { warnings: [`${folder}: ${silent} of ${clips.size} clips have no words: their answers could not be read, or were not asked for.`] }) };
}

async function readWords(path: string): Promise<string[]> {
  const words = new Set<string>();
  for await (const row of readTable(path, ['words', 'answer'])) for (const word of parseWords(row.cell('words'))) words.add(word);
  return [...words];
}

async function isFile(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isFile() === true;
}
