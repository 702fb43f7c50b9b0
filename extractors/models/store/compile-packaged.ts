import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ModelError } from '../../../runtime/model-error.ts';
import type { PackagedFile } from '../card.ts';

/** Turns a TensorFlow.js graph model into the bytes of an ONNX file. */
export type GraphCompiler = (source: { readonly name: string; readonly json: object; readonly weights: Uint8Array }) => Promise<Uint8Array>;

/**
 * Resolves with the ONNX file of a graph model in an installed npm package.
 *
 * @throws ModelError MISSING when the package is not installed, WRONG_HASH when its files are not those of the card
 */
export async function compilePackaged(id: string, file: PackagedFile, compile: GraphCompiler = compileWithTfjs): Promise<Uint8Array> {
  const folder = packageFolder(file.npm);
  if (folder === undefined) throw new ModelError('MISSING', { model: id, detail: `the npm package ${file.npm} that has it is not installed` });
  const json = await readChecked(id, join(folder, file.path), file.sha256);
  const weights = await readChecked(id, join(folder, file.weights.path), file.weights.sha256);
  return compile({ name: id, json: JSON.parse(json.toString('utf8')) as object, weights });
}

async function compileWithTfjs(source: Parameters<GraphCompiler>[0]): Promise<Uint8Array> {
  const { compileGraphModel } = await import('../../../runtime/compile/compile-graph-model.ts'); // Only here: it loads TensorFlow.js
  return compileGraphModel(source);
}

/** Not by `require.resolve`: packages need not export their `package.json`. */
function packageFolder(name: string): string | undefined {
  const roots = createRequire(import.meta.url).resolve.paths(name) ?? [];
  return roots.map((root) => join(root, name)).find((folder) => existsSync(join(folder, 'package.json')));
}

async function readChecked(model: string, path: string, wanted: string): Promise<Buffer> {
  const bytes = await readFile(path);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  if (sha256 !== wanted) throw new ModelError('WRONG_HASH', { model, detail: `${path} has the sha256 ${sha256}, not ${wanted}` });
  return bytes;
}
