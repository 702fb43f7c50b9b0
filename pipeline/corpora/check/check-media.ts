import { from, lastValueFrom, mergeMap, toArray } from 'rxjs';
import type { Finding } from '../../../datasets/finding.ts';
import { MediaError } from '../../media/media-error.ts';
import type { MediaFacts } from '../../media/media-facts.ts';
import { probe } from '../../media/probe.ts';

/** Files that are probed at once: mostly waiting for the disk. */
const AT_ONCE = 4;

/** How media are checked. */
export interface MediaCheck {
  readonly root: string;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((done: number) => void) | undefined;
}

/**
 * Resolves with what is wrong with media files: one for each that cannot be opened, one that counts those without sound, and one with their length in all.
 *
 * @throws MediaError FFMPEG_MISSING; the reason of `signal` when it aborts
 */
export async function checkMedia(paths: readonly string[], { root, signal, onProgress }: MediaCheck): Promise<Finding[]> {
  if (paths.length === 0) return [];
  let done = 0;
  const one = async (path: string): Promise<MediaFacts | Finding> => {
    const facts = await probe(path, { signal }).catch(toFinding);
    onProgress?.(++done);
    return facts;
  };
  const all = await lastValueFrom(from(paths).pipe(mergeMap(one, AT_ONCE), toArray()));
  const opened = all.filter((each): each is MediaFacts => 'duration' in each);
  const silent = opened.filter(({ audio }) => audio === undefined);
  return [
    ...all.filter((each): each is Finding => 'level' in each).sort((a, b) => (a.where < b.where ? -1 : 1)),
    ...(silent.length > 0 ? [silence(silent.length, opened.length, root)] : []),
    ...(opened.length > 0 ? [lengths(opened.map(({ duration }) => duration), root)] : []),
  ];
}

function toFinding(error: unknown): Finding {
  if (!(error instanceof MediaError) || error.code === 'FFMPEG_MISSING') throw error;
  return { level: 'error', code: 'unreadable-media', where: error.path, what: error.message.slice(error.path.length + 2), fix: 'Download or unpack it again.' };
}

function silence(silent: number, all: number, root: string): Finding {
  return { level: 'note', code: 'no-sound', where: root, what: `${silent} of ${all} files have no sound`, fix: 'Nothing: the voice counts as absent there.' };
}

function lengths(seconds: readonly number[], root: string): Finding {
  const total = seconds.reduce((sum, each) => sum + each, 0);
  const [least, most] = [Math.min(...seconds), Math.max(...seconds)];
  return { level: 'note', code: 'length', where: root, what: `${seconds.length} files of ${least.toFixed(1)} to ${most.toFixed(1)} s, ${(total / 3600).toFixed(2)} hours in all`, fix: 'Nothing.' };
}
