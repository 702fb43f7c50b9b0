import { ModelError } from '../../../runtime/model-error.ts';
import { readMetadata } from '../../../runtime/onnx/read-metadata.ts';
import type { LoadedModel } from '../../models/loaded-model.ts';
import { openTokenizer, type TextTokenizer } from './open-tokenizer.ts';

/** A text and the tokens that the tokeniser of the exporter made of it, special ones marked by 1. */
interface Probe {
  readonly text: string;
  readonly ids: readonly number[];
  readonly special: readonly number[];
}

/**
 * Resolves with the tokeniser in an exported file (`scripts/export-text-encoder.py`), after it has made the same tokens of the sentences in that file as
 * the one that it was made from.
 *
 * @throws ModelError BROKEN when the file has no tokeniser or one that is not known; WRONG_OUTPUT when tokens differ
 */
export async function readExportedTokenizer({ id, path }: Pick<LoadedModel, 'id' | 'path'>): Promise<TextTokenizer> {
  const notes = await readMetadata(path);
  const tokenizer = open(id, notes);
  for (const { text, ids, special } of parse(id, notes, 'affekt.probes') as readonly Probe[]) {
    const given = tokenizer.tokenise(text, Infinity);
    if (given.ids.join() === ids.join() && given.special.join() === special.join()) continue;
    throw new ModelError('WRONG_OUTPUT', { model: id, detail: `its tokeniser makes the tokens ${given.ids.join(' ')} of "${text}", and ${ids.join(' ')} where it comes from` });
  }
  return tokenizer;
}

function open(id: string, notes: Readonly<Record<string, string>>): TextTokenizer {
  const [json, config] = [parse(id, notes, 'affekt.tokenizer'), parse(id, notes, 'affekt.tokenizer_config')] as const;
  try {
    return openTokenizer(json as object, config as object);
  } catch (cause) {
    throw new ModelError('BROKEN', { model: id, detail: `its tokeniser is of a kind that is not known (${cause instanceof Error ? cause.message : String(cause)})`, cause });
  }
}

function parse(model: string, notes: Readonly<Record<string, string>>, name: string): unknown {
  const text = notes[name];
  if (text === undefined) throw new ModelError('BROKEN', { model, detail: `the file has no note \`${name}\`, which scripts/export-text-encoder.py writes` });
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw new ModelError('BROKEN', { model, detail: `the note \`${name}\` in the file is not JSON`, cause });
  }
}
