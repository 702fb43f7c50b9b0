import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Clip } from '../../../datasets/clip.ts';
import type { Finding } from '../../../datasets/finding.ts';

/** Headers of annotation files. */
export const VA = 'valence,arousal';
export const EXPR = 'Neutral,Anger,Disgust,Fear,Happiness,Sadness,Surprise,Other';
export const AU = 'AU1,AU2,AU4,AU6,AU7,AU10,AU12,AU15,AU23,AU24,AU25,AU26';

/** Writes files below a new folder, which goes when the test ends, and returns the folder. A name that ends with a slash is an empty folder. */
export function tree(files: Readonly<Record<string, string | Buffer>>): string {
  const root = mkdtempSync(join(tmpdir(), 'affekt-aff-wild2-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    const path = join(root, name);
    mkdirSync(name.endsWith('/') ? path : dirname(path), { recursive: true });
    if (!name.endsWith('/')) writeFileSync(path, content);
  }
  return root;
}

/** Text of an annotation file. */
export function lines(...rows: readonly string[]): string {
  return `${rows.join('\n')}\n`;
}

/** Empty crops of a key with these numbers. */
export function crops(folder: string, numbers: readonly number[]): Record<string, string> {
  return Object.fromEntries(numbers.map((number) => [`${folder}/${String(number).padStart(5, '0')}.jpg`, '']));
}

export async function clipsOf(dataset: AsyncIterable<Clip>): Promise<Clip[]> {
  return Array.fromAsync(dataset);
}

export async function findingsOf(found: AsyncIterable<Finding>): Promise<Finding[]> {
  return Array.fromAsync(found);
}
