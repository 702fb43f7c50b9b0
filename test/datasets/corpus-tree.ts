import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Clip } from '../../datasets/clip.ts';

/** Makes a folder with these files; those of a list are empty, since readers open no media. It is gone after the test. */
export async function corpusTree(files: readonly string[] | Readonly<Record<string, string>>): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'affekt-corpus-'));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  const entries = Array.isArray(files) ? (files as readonly string[]).map((name) => [name, ''] as const) : Object.entries(files as Readonly<Record<string, string>>);
  for (const [name, content] of entries) {
    await mkdir(dirname(join(root, name)), { recursive: true });
    await writeFile(join(root, name), content);
  }
  return root;
}

/** All clips of a corpus, in order. */
export async function clipsOf(dataset: AsyncIterable<Clip>): Promise<Clip[]> {
  const clips: Clip[] = [];
  for await (const clip of dataset) clips.push(clip);
  return clips;
}
