import { basename } from 'node:path';
import { readMetadata } from '../../runtime/onnx/read-metadata.ts';
import { ModelError } from '../../runtime/model-error.ts';
import type { ModelCard } from './card.ts';
import type { LoadedModel } from './loaded-model.ts';
import { digestFile } from './store/digest.ts';

/**
 * Resolves with the model in an ONNX file that says itself what it is, in the note `affekt.card`; its id is the name of the file. Nothing compares it with a checksum: whoever names a file means that one.
 *
 * @throws ModelError MISSING when there is no such file, BROKEN when it is no ONNX file, UNKNOWN when it does not say what it is
 */
export async function readBuiltModel(path: string): Promise<LoadedModel> {
  const { 'affekt.card': note } = await readMetadata(path);
  if (note === undefined) throw new ModelError('UNKNOWN', { model: path, detail: 'the file does not say what it is, as one does that `affekt models build encoder` makes' });
  const { sha256 } = await digestFile(path);
  return { id: basename(path, '.onnx'), card: toCard(path, note), path, sha256 };
}

function toCard(model: string, note: string): ModelCard {
  try {
    return JSON.parse(note) as ModelCard;
  } catch (cause) {
    throw new ModelError('BROKEN', { model, detail: 'the note `affekt.card` in the file is not JSON', cause });
  }
}
