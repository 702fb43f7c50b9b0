import { realpath, stat } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, sep } from 'node:path';
import { bytesOf, readFields, toText } from '../read-protobuf.ts';
import { OnnxFileError } from './onnx-file-error.ts';
import type { DocumentTensor, ExternalData } from './onnx-document.ts';

/**
 * Resolves with the tensors, each of which knows where its values are.
 *
 * @throws OnnxFileError DATA_OUTSIDE when they are not in the folder of the model at `path`, links followed; DATA_MISSING when they are not there or the file is too short
 */
export async function findExternalData(path: string, tensors: readonly DocumentTensor[]): Promise<DocumentTensor[]> {
  const sizes = new Map<string, Promise<{ readonly path: string; readonly size: number }>>();
  const fileOf = (location: string) => {
    const known = sizes.get(location) ?? findFile(path, location);
    sizes.set(location, known);
    return known;
  };
  return Promise.all(tensors.map(async (tensor) => {
    const entries = entriesOf(tensor.bytes);
    if (entries === undefined) return tensor;
    const { location = '', offset = '0', length } = entries;
    const file = await fileOf(location);
    return { ...tensor, external: toRange({ path, tensor: tensor.name, location, offset: Number(offset), length: length === undefined ? undefined : Number(length) }, file) };
  }));
}

/** What a TensorProto says of its data file; nothing when it has none. */
function entriesOf(tensor: Uint8Array): Partial<Record<string, string>> | undefined {
  const entries: Partial<Record<string, string>> = {};
  let isExternal = false;
  for (const { number, value } of readFields(tensor)) {
    if (number === 14) isExternal = value === 1n;
    if (number !== 13) continue;
    const pair = ['', ''];
    for (const field of readFields(bytesOf(value))) if (field.number === 1 || field.number === 2) pair[field.number - 1] = toText(field.value);
    entries[pair[0]!] = pair[1]!;
  }
  return isExternal ? entries : undefined;
}

async function findFile(model: string, location: string): Promise<{ readonly path: string; readonly size: number }> {
  const outside = (cause?: unknown) => new OnnxFileError('DATA_OUTSIDE', { path: model, detail: `its weights are in "${location}", which is not in its folder`, cause });
  if (location === '' || isAbsolute(location) || /^[a-z]:|\\|\0/i.test(location)) throw outside();
  const missing = (cause: unknown) => new OnnxFileError('DATA_MISSING', { path: model, detail: `its data file "${location}" cannot be read`, cause });
  const inside = join(dirname(model), location);
  if (isAbove(relative(dirname(model), inside))) throw outside();
  const [folder, file] = await Promise.all([realpath(dirname(model)), realpath(inside)]).catch((cause: unknown) => {
    throw missing(cause);
  });
  if (isAbove(relative(folder, file))) throw outside();
  const facts = await stat(file);
  if (!facts.isFile()) throw missing(undefined);
  return { path: file, size: facts.size };
}

function isAbove(path: string): boolean {
  return path === '..' || path.startsWith(`..${sep}`) || isAbsolute(path);
}

interface Range {
  readonly path: string;
  readonly tensor: string;
  readonly location: string;
  readonly offset: number;
  readonly length: number | undefined;
}

function toRange({ path, tensor, location, offset, length }: Range, file: { readonly path: string; readonly size: number }): ExternalData {
  const bytes = length ?? file.size - offset;
  const isSound = Number.isSafeInteger(offset) && Number.isSafeInteger(bytes) && offset >= 0 && bytes >= 0;
  if (!isSound || offset + bytes > file.size) throw new OnnxFileError('DATA_MISSING', { path, detail: `"${tensor}" is said to be at bytes ${offset} to ${offset + bytes} of "${location}", which has ${file.size}` });
  return { location, path: file.path, offset, length: bytes };
}
