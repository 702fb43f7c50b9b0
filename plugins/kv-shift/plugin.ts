import { z } from 'zod';
import { definePlugin } from '../plugin.ts';

/** Lets layers of the temporal transformer mix each key and value with that of the frame before. */
export const kvShiftPlugin = definePlugin({
  name: 'kv-shift',
  about: 'mixes keys and values with those of the frame before; in a training set model.options.kvShift=true, or kvShift of single layers',
  paper: 'KV Shifting Attention Enhances Language Modeling, arXiv 2411.19574',
  attaches: 'layer',
  options: z.strictObject({
    layers: z.array(z.int().nonnegative()).nullable().default(null).describe('Which layers, from 0; null: all.'),
  }),
  apply: ({ index, settings }, { layers }) => (layers === null || layers.includes(index) ? { ...settings, kvShift: true } : settings),
});
