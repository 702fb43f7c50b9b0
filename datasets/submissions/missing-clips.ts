import { DatasetError } from '../dataset-error.ts';
import type { Protocol } from '../protocols/protocol.ts';
import type { Fill } from './fill.ts';

/** Names shown of a long list. */
const SHOWN = 5;

/**
 * Returns which clips of a sample have no prediction, and which predictions belong to no clip of it.
 *
 * @param path of the predictions, for messages
 * @throws DatasetError MISSING_ROW naming the clips without any, unless there is an answer for such
 */
export function missingClips(
  { path: list, ...sample }: { readonly path: string; readonly clips?: readonly string[]; readonly names?: readonly string[] },
  predicted: ReadonlyMap<string, unknown>,
  path: string,
  { protocol, fill }: { readonly protocol: Protocol; readonly fill?: Fill },
): { readonly replaced: readonly string[]; readonly unused: readonly string[] } {
  const names = sample.clips ?? sample.names ?? [];
  const replaced = names.filter((name) => !predicted.has(name));
  const wanted = new Set(names);
  const unused = [...predicted.keys()].filter((name) => !wanted.has(name));
  if (replaced.length === 0 || fill !== undefined) return { replaced, unused };
  const other = replaced.length === names.length && unused.length > 0 ? ` (it has ${listOf(unused)}: is it the list of another challenge, or a name with another ending?)` : '';
  const example = protocol.submission.kind === 'word-table' ? 'neutral' : (protocol.classes?.[0] ?? '0,0');
  throw new DatasetError('MISSING_ROW', {
    path,
    detail: `has no prediction for ${replaced.length} of the ${names.length} clips of ${list}: ${listOf(replaced)}${other}`,
    next: `Predict them too, or give all their rows one answer with --fill-missing, such as --fill-missing ${example}.`,
  });
}

function listOf(names: readonly string[]): string {
  const rest = names.length - SHOWN;
  return `${names.slice(0, SHOWN).map((name) => `"${name}"`).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}
