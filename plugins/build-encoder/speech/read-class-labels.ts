import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Checkpoint } from '../checkpoint.ts';
import { EncoderBuildError } from '../encoder-build-error.ts';

/** What tokens.txt calls the class that its authors document as "unknown". */
const UNKNOWN = '<unk>';

/**
 * Resolves with the names of the classes of a net of FunASR, in the order of its outputs, nothing where it tells none. They are the lines of tokens.txt, of `生气/angry` what stands behind the stroke; one that its
 * authors do not use stays `unuse_…`.
 *
 * @throws EncoderBuildError BAD_LABELS when there are more or fewer lines than classes
 */
export async function readClassLabels({ folder, weights }: Pick<Checkpoint, 'folder' | 'weights'>): Promise<string[] | undefined> {
  if (!weights.has('proj.weight')) return undefined;
  const classes = weights.tensor('proj.weight').shape[0]!;
  const path = join(folder, 'tokens.txt');
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new EncoderBuildError('BAD_LABELS', { path, detail: `cannot be read, and it names the ${classes} classes that the net tells`, cause });
  });
  const lines = text.trimEnd().split('\n').map((line) => line.trim());
  if (lines.length !== classes) throw new EncoderBuildError('BAD_LABELS', { path, detail: `names ${lines.length} classes, and the net tells ${classes}` });
  return lines.map((line) => (line === UNKNOWN ? 'unknown' : line.slice(line.indexOf('/') + 1)));
}
