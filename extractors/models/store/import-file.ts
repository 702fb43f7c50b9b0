import { ModelError } from '../../../runtime/model-error.ts';
import { cardFor } from '../card-for.ts';
import type { ModelCard } from '../card.ts';
import { digestFile, mismatchOf, type Digest } from './digest.ts';

/** What is known when a file is to be recognised. */
export interface ImportOptions {
  readonly cards: Readonly<Record<string, ModelCard>>;
  /** The model that it must be. */
  readonly wanted?: string | undefined;
}

/**
 * Resolves with the model that the file at `path` is, by its checksum; one that its user exports has none beforehand and must be wanted by name.
 *
 * @throws ModelError MISSING when there is no such file, UNKNOWN when it is no model of the registry, WRONG_HASH when
 * it is not the wanted one
 */
export async function importFile(path: string, { cards, wanted }: ImportOptions): Promise<{ id: string; digest: Digest }> {
  const digest = await digestFile(path).catch((cause: unknown) => {
    throw new ModelError('MISSING', { model: wanted ?? path, detail: `${path} cannot be read`, cause });
  });
  const ids = wanted === undefined ? Object.keys(cards) : [wanted];
  const mismatches = ids.map((id) => ({ id, mismatch: mismatchWith(cardFor(id, cards), digest, wanted) }));
  const match = mismatches.find(({ mismatch }) => mismatch === undefined);
  if (match !== undefined) return { id: match.id, digest };
  if (wanted !== undefined) throw new ModelError('WRONG_HASH', { model: wanted, detail: `${path} is another file: ${mismatches[0]!.mismatch!}` });
  throw new ModelError('UNKNOWN', { model: path, detail: `its sha256 ${digest.sha256} is not that of any known model; one that you exported yourself takes its name, \`--as ID\`` });
}

function mismatchWith({ file }: ModelCard, digest: Digest, wanted: string | undefined): string | undefined {
  if ('exported' in file) return wanted === undefined ? 'this model is known by its name only' : undefined;
  return 'mirrorPath' in file ? mismatchOf(file, digest) : 'this model is embedded and needs no file';
}
