import { readFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { z } from 'zod';
import { openTorchWeights } from '../../runtime/torch/open-torch-weights.ts';
import type { Checkpoint } from './checkpoint.ts';
import { EncoderBuildError } from './encoder-build-error.ts';
import { parseConfig, parseJson } from './parse-config.ts';

const KIND = z.looseObject({ model: z.string() });
/** What configuration.json says of ModelScope's folders: which file has the weights. */
const PLACES = z.looseObject({ file_path_metas: z.looseObject({ init_param: z.string().regex(/^[\w.-]+$/, 'is not the name of a file beside it').optional() }).optional() });

/**
 * Resolves with the checkpoint in `folder` as FunASR has it: config.yaml, and the weights that configuration.json names, `model.pt` where there is none.
 *
 * @throws EncoderBuildError BAD_CONFIG; SafetensorsError as `openTorchWeights`
 */
export async function openFunasrCheckpoint(folder: string): Promise<Checkpoint> {
  const path = join(folder, 'config.yaml');
  const config = await parseYaml(path, await readFile(path, 'utf8'));
  const { model } = parseConfig(path, KIND, config);
  const weights = await openTorchWeights(folder, await weightsFile(folder));
  return {
    folder,
    name: basename(resolve(folder)),
    type: model.toLowerCase(),
    weights,
    config: (schema) => parseConfig(path, schema, config),
    [Symbol.asyncDispose]: () => weights[Symbol.asyncDispose](),
  };
}

async function weightsFile(folder: string): Promise<string> {
  const path = join(folder, 'configuration.json');
  const text = await readFile(path, 'utf8').catch(() => '{}'); // FunASR does without it as well
  return parseConfig(path, PLACES, parseJson(path, text)).file_path_metas?.init_param ?? 'model.pt';
}

async function parseYaml(path: string, text: string): Promise<unknown> {
  const { parse } = await import('yaml'); // Most checkpoints have none
  try {
    return parse(text) as unknown;
  } catch (cause) {
    throw new EncoderBuildError('BAD_CONFIG', { path, detail: 'is not YAML', cause });
  }
}
