import { readFileSync } from 'node:fs';
import { MODELS } from '../../../extractors/models/registry.ts';
import type { OpenedModel } from '../../../extractors/visual/opened-model.ts';
import { compileGraphModel } from '../../../runtime/compile/compile-graph-model.ts';
import type { Runtime } from '../../../runtime/runtime.ts';

const root = new URL('../../../node_modules/@vladmandic/human/models/', import.meta.url);

/** Compiles and opens one of the nets that `@vladmandic/human` brings along. */
export async function openHumanNet(runtime: Runtime, name: 'blazeface' | 'emotion' | 'facemesh' | 'faceres'): Promise<OpenedModel> {
  const id = `human-${name}` as const;
  const json = JSON.parse(readFileSync(new URL(`${name}.json`, root), 'utf8')) as object;
  const bytes = await compileGraphModel({ name: id, json, weights: readFileSync(new URL(`${name}.bin`, root)) });
  return { session: await runtime.open(bytes, { name: id }), model: { id, card: MODELS[id], path: '', sha256: '' } };
}
