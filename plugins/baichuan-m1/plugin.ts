import { z } from 'zod';
import { definePlugin } from '../plugin.ts';
import { buildDecoder } from './build-decoder.ts';

/** Baichuan-M1 and its kin: builds a decoder from its checkpoint. */
export const baichuanM1Plugin = definePlugin({
  name: 'baichuan-m1',
  about: 'builds the ONNX file of Baichuan-M1, Llama, Mistral, Qwen2 or Qwen3 from its safetensors, without Python',
  paper: 'Baichuan-M1, arXiv 2502.12671',
  attaches: 'build',
  options: z.strictObject({
    weights: z.enum(['fp32', 'fp16', 'int8', 'int4']).default('fp32').describe('how weights are stored'),
    taps: z.union([z.enum(['none', 'last', 'last-four', 'all']), z.array(z.int().nonnegative())]).default('none').describe('hidden states that it gives: 0 is the embeddings, the number of layers what comes after the last norm'),
  }),
  async apply({ folder, outPath }, { weights, taps }, { signal }) {
    const { path, dataPath, bytes, facts, notes } = await buildDecoder(folder, { out: outPath, weights, taps, signal });
    return { path, notes, record: { bytes, facts, ...(dataPath !== undefined && { dataPath }) } };
  },
});
