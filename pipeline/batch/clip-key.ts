import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../../configs/schema.ts';

/** What a result depends on, besides the clip. */
export interface KeyParts {
  readonly version: string;
  readonly config: Config;
  readonly device: string;
  /** sha256 by role. */
  readonly models: Readonly<Record<string, string>>;
  /** sha256 of the transcript that goes with the clip. */
  readonly transcript?: string;
}

/**
 * Resolves with the key of a result: a sha256 over the clip's bytes, the settings that can change a figure, the models and the
 * device. Where results are put and where models come from is left out.
 */
export async function clipKey(path: string, { version, config, device, models, transcript }: KeyParts): Promise<string> {
  const { modalities, video, face, voice, text, fusion, gate, runtime } = config;
  const { recogniser, language, emotion } = text; // Where transcripts are changes nothing, what is in them does
  const hash = createHash('sha256').update(JSON.stringify({ version, modalities, video, face, voice, text: { recogniser, language, emotion }, fusion, gate: { on: gate.on, coverage: gate.coverage }, batch: runtime.batch, device, models, transcript }));
  if ((await stat(path)).isDirectory()) await addFolder(path, hash);
  else await addFile(path, hash);
  return hash.digest('hex');
}

async function addFolder(path: string, hash: Hash): Promise<void> {
  for (const name of (await readdir(path)).sort()) {
    hash.update(`\n${name}\n`);
    if ((await stat(join(path, name))).isFile()) await addFile(join(path, name), hash);
  }
}

async function addFile(path: string, hash: Hash): Promise<void> {
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) hash.update(chunk);
}
