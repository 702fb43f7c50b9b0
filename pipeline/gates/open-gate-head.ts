import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ConfigError } from '../../configs/config-error.ts';
import { exposeUnits } from '../../plugins/gate/expose-units.ts';
import { findLastLayer } from '../../plugins/gate/last-layer.ts';
import type { Model } from '../../runtime/onnx/model.ts';
import { parseModel } from '../../runtime/onnx/read-model.ts';
import { writeModel } from '../../runtime/onnx/write-model.ts';
import { ModelError } from '../../runtime/model-error.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { MANIFEST_NAME, readManifest } from '../training/data/manifest.ts';
import type { GateHead } from './gate-head.ts';
import { readClipUnits } from './read-clip-units.ts';
import { readNpyUnits } from './read-npy-units.ts';

/**
 * Opens a head: the folder of an `affekt train` run or the `head.onnx` in one, whose features are folders; or any other ONNX classifier with one input, whose features are `.npy` files.
 *
 * @throws ConfigError when there is no such file, or it is no ONNX file; GateError when no last layer is found
 */
export async function openGateHead(given: string, runtime: Runtime): Promise<GateHead> {
  const path = (await stat(given).catch(() => undefined))?.isDirectory() === true ? join(given, 'head.onnx') : given;
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw new ConfigError(path, [`cannot be read (${(cause as NodeJS.ErrnoException).code ?? String(cause)})`], cause, 'Give an ONNX file, or the folder of a finished training run.');
  });
  const model = parseHead(bytes, path);
  const layer = findLastLayer(model, { subject: path });
  const manifest = (await stat(join(path, '..', MANIFEST_NAME)).catch(() => undefined)) === undefined ? undefined : await readManifest(join(path, '..'));
  const session = await runtime.open(writeModel(exposeUnits(model, layer)), { name: path });
  const { width, classes } = layer.head;
  return {
    path,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    head: layer.head,
    classes: manifest?.classes ?? classNames(model, classes),
    read: (features, options) => (manifest === undefined ? readNpyUnits(session, features, { ...options, width, path }) : readClipUnits(session, features, { ...options, width, manifest })),
    [Symbol.asyncDispose]: () => session[Symbol.asyncDispose](),
  };
}

function parseHead(bytes: Uint8Array, path: string): Model {
  try {
    return parseModel(bytes, path);
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    throw new ConfigError(path, [error.code === 'BROKEN' ? 'is damaged, or no ONNX file' : 'has parts that cannot be read, such as weights in another file'], error, 'Give an ONNX file in one piece, or the folder of a finished training run.');
  }
}

/** What the file says of its labels, where they are as many as its logits; else numbers. */
function classNames({ metadata }: Model, count: number): string[] {
  const names = metadata?.labels?.split(',').map((name) => name.trim()) ?? [];
  return names.length === count ? names : Array.from({ length: count }, (_, label) => String(label));
}
