import { readdir, readFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { z } from 'zod';
import { openWeights } from '../../runtime/safetensors/open-weights.ts';
import { openTorchWeights } from '../../runtime/torch/open-torch-weights.ts';
import type { Weights } from '../../runtime/safetensors/weights.ts';
import { EncoderBuildError } from './encoder-build-error.ts';
import { openFunasrCheckpoint } from './funasr-checkpoint.ts';
import { parseConfig, parseJson } from './parse-config.ts';

/** A pretrained model in a folder, as Hugging Face's libraries or FunASR write it. Closing it closes the files of its weights. */
export interface Checkpoint extends AsyncDisposable {
  readonly folder: string;
  /** Its name on the hub where config.json tells it, else that of the folder. */
  readonly name: string;
  /** `model_type` of config.json, or FunASR's `model` in small letters. */
  readonly type: string;
  readonly weights: Weights;
  /**
   * Returns what is wanted of config.json, or of FunASR's config.yaml.
   *
   * @throws EncoderBuildError BAD_CONFIG with every fault
   */
  config<Wanted>(schema: z.ZodType<Wanted>): Wanted;
}

const KIND = z.looseObject({ model_type: z.string(), _name_or_path: z.string().optional() });

/**
 * Resolves with the checkpoint in `folder`, of which no more than its configuration and the heads of its weights is read now.
 *
 * @throws EncoderBuildError NO_CONFIG, BAD_CONFIG; SafetensorsError as `openWeights` and `openTorchWeights`
 */
export async function openCheckpoint(folder: string): Promise<Checkpoint> {
  const path = join(folder, 'config.json');
  if (await isFunasr(folder)) return openFunasrCheckpoint(folder);
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new EncoderBuildError('NO_CONFIG', { path, detail: 'cannot be read', cause });
  });
  const config = parseJson(path, text);
  const { model_type: type, _name_or_path: named = '' } = parseConfig(path, KIND, config);
  const weights = await openAnyWeights(folder);
  return {
    folder,
    name: /^[\w.-]+\/[\w.-]+$/.test(named) ? named : basename(resolve(folder)),
    type,
    weights,
    config: (schema) => parseConfig(path, schema, config),
    [Symbol.asyncDispose]: () => weights[Symbol.asyncDispose](),
  };
}

async function isFunasr(folder: string): Promise<boolean> {
  const files: readonly string[] = await readdir(folder).catch(() => []); // Told when config.json is read
  return files.includes('config.yaml') && !files.includes('config.json');
}

/** Those of safetensors where there are both. */
async function openAnyWeights(folder: string): Promise<Weights> {
  const files = await readdir(folder);
  const [isSafe, isTorch] = ['model.safetensors', 'pytorch_model.bin'].map((name) => files.includes(name) || files.includes(`${name}.index.json`));
  return isTorch === true && isSafe !== true ? openTorchWeights(folder) : openWeights(folder);
}
