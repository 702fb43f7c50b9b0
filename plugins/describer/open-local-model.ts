import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { extname, join } from 'node:path';
import { digestFile } from '../../extractors/models/store/digest.ts';
import { openGenerator } from '../baichuan-m1/generation/open-generator.ts';
import type { PluginContext } from '../plugin.ts';
import type { LanguageModel } from './language-model.ts';

/**
 * Resolves with a decoder on this machine, on the runtime of the analysis, as a language model. Its answers are held to the schema. Its id tells its weights apart, so that
 * answers of another one are not taken for its own.
 *
 * @throws DecoderError, ModelError when it is missing, or cannot write
 */
export async function openLocalModel(path: string, { runtime, signal }: Pick<PluginContext, 'runtime' | 'signal'>): Promise<LanguageModel> {
  const generator = await openGenerator(path, { runtime });
  const hash = createHash('sha256');
  const file = extname(path) === '.onnx' ? path : join(path, 'model.onnx');
  for (const each of [file, `${file}.data`]) if (existsSync(each)) hash.update((await digestFile(each, signal)).sha256);
  return {
    id: `${generator.decoder.name} (${hash.digest('hex').slice(0, 12)})`,
    place: 'this process',
    remote: false,
    near: true,
    complete: (messages, { schema, maxTokens, seed, temperature, signal: stop }) => generator.complete(messages, { schema, maxTokens, seed, temperature, signal: stop }),
  };
}
