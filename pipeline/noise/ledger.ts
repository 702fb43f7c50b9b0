import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { lockFolder } from '../batch/lock-folder.ts';
import { DatasetError } from '../../datasets/dataset-error.ts';
import type { NoiseEvent } from './noise-event.ts';
import { MANIFEST, readNoiseManifest, writeNoiseManifest, type NoiseHeader, type NoiseManifest } from './noise-manifest.ts';
import type { MadeClip, NoisyClip } from './noisy-clip.ts';

/** The manifest of a folder while its clips are made. Other processes are kept out of the folder until it is closed. */
export interface Ledger {
  /** What an earlier run made of a clip; it may be gone since. */
  readonly earlier: (clip: string) => MadeClip | undefined;
  /** Takes down what became of a clip; resolves with the event as it came. */
  readonly add: (event: NoiseEvent) => Promise<NoiseEvent>;
  /** Writes the manifest and gives the folder back. */
  readonly close: () => Promise<void>;
}

/** Milliseconds between two writings of the manifest. */
const WRITE_EVERY = 2000;

/**
 * Opens the ledger of a folder, making the folder when it is missing.
 *
 * @param order clips in the order of the manifest
 * @throws DatasetError when the folder holds clips of another run; MediaError IN_USE; OutputError
 */
export async function openLedger(folder: string, head: Omit<NoiseManifest, 'clips'>, { order, force }: { readonly order: readonly string[]; readonly force: boolean }): Promise<Ledger> {
  const lock = await lockFolder(folder);
  const clips = new Map<string, NoisyClip>();
  try {
    if (existsSync(join(folder, MANIFEST)) && !force) for (const each of await readEarlier(folder, head)) clips.set(each.clip, each);
  } catch (error) {
    lock.release();
    throw error;
  }
  const place = new Map(order.map((clip, index) => [clip, index]));
  const write = () => writeNoiseManifest(folder, { ...head, clips: [...clips.values()].sort((a, b) => (place.get(a.clip) ?? Infinity) - (place.get(b.clip) ?? Infinity)) });
  let written = Date.now();
  let writing = Promise.resolve();
  return {
    earlier: (clip) => {
      const found = clips.get(clip);
      return found !== undefined && 'output' in found ? found : undefined;
    },
    add: async (event) => {
      clips.set(event.clip, event.entry);
      if (Date.now() - written > WRITE_EVERY) {
        written = Date.now();
        writing = writing.then(write);
        await writing;
      }
      return event;
    },
    close: async () => {
      await writing.then(write).finally(() => lock.release());
    },
  };
}

async function readEarlier(folder: string, head: NoiseHeader): Promise<readonly NoisyClip[]> {
  const earlier = await readNoiseManifest(folder);
  const differing = (['recipe', 'settings', 'seed', 'codec', 'wav'] as const).find((key) => !isDeepStrictEqual(earlier[key], head[key])) ?? (earlier.noise?.names === head.noise?.names ? undefined : 'noise');
  if (differing === undefined) return earlier.clips;
  const write = (header: NoiseHeader) => (header[differing] === undefined ? 'none' : JSON.stringify(header[differing]));
  throw new DatasetError('AMBIGUOUS', { path: folder, detail: `holds clips of another run: its ${differing} is ${write(earlier)}, not ${write(head)}`, next: 'Choose another folder, or make them all again with `--force`.' });
}
