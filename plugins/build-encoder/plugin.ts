import { z } from 'zod';
import { definePlugin } from '../plugin.ts';
import { buildEncoder } from './build-encoder.ts';

/** The builder of encoders. `affekt models build encoder` does the same, and imports what it has built. */
export const buildEncoderPlugin = definePlugin({
  name: 'build-encoder',
  about: 'builds the ONNX file of an encoder of speech, words or pictures from its checkpoint, without Python',
  attaches: 'build',
  options: z.strictObject({
    weights: z.enum(['fp32', 'fp16']).default('fp32').describe('how large weights are stored'),
  }),
  async apply({ folder, outPath }, { weights }, { signal }) {
    const { path, bytes, sha256 } = await buildEncoder(folder, { out: outPath, weights, signal });
    return { path, notes: [`The file is named after the checkpoint, in the folder ${outPath}.`], record: { bytes, sha256 } };
  },
});
