import { z } from 'zod';
import { findResidualStream } from '../../runtime/onnx/residual/find-residual-stream.ts';
import { unfuseSums } from '../../runtime/onnx/residual/unfuse-sums.ts';
import { readDocument } from '../../runtime/onnx/surgery/read-document.ts';
import { writeDocument } from '../../runtime/onnx/surgery/write-document.ts';
import { definePlugin } from '../plugin.ts';
import type { CalibrationRun } from './calibration-run.ts';
import { METHODS, type Method } from './order-blocks.ts';
import { PruneError } from './prune-error.ts';
import { pruneModel } from './prune-model.ts';

/** ShortGPT: removes the layers of a transformer that do least. `affekt prune` does the same with clips. */
export const blockInfluencePlugin = definePlugin({
  name: 'block-influence',
  about: 'removes the layers of a transformer that turn its states least on your data',
  paper: 'ShortGPT, arXiv 2403.03853',
  attaches: 'model-file',
  options: z.strictObject({
    layers: z.int().min(1).nullable().default(null).describe('how many layers go; null: as many as keep the quality'),
    keepQuality: z.number().gt(0).max(1).default(0.99).describe('least mean cosine of the features to those of the whole model; one that is less alike is refused'),
    method: z.enum(Object.keys(METHODS) as [Method, ...Method[]]).default('influence').describe('which layers go'),
    boundaries: z.array(z.string()).nullable().default(null).describe('names of the states between blocks; null: they are found'),
  }),
  async apply({ path, outPath, feeds }, { layers, keepQuality, method, boundaries }, { runtime, signal, say }) {
    if (feeds === undefined || runtime === undefined) throw new PruneError('NOT_RUN', { path, detail: 'there is nothing to measure its layers on here; `affekt prune` takes clips' });
    const document = unfuseSums(await readDocument(path));
    const stream = findResidualStream(document, boundaries ?? undefined);
    const runs = async function* (): AsyncGenerator<CalibrationRun> {
      for await (const each of feeds()) {
        const mask = each.attention_mask;
        yield { feeds: each, ...(mask && { mask: Array.from(mask.data, Number) }) }; // A copy: the session takes the feeds over
      }
    };
    const pruned = await pruneModel({ name: path, document, stream }, { runtime, runs, method, layers: layers ?? undefined, keepQuality, signal, onPass: say });
    await writeDocument(pruned.document, outPath, signal);
    const { removed, likeness } = pruned.report;
    const note = removed.length === 0 ? 'No layer could go.' : `Without ${removed.length === 1 ? 'layer' : 'the layers'} ${removed.join(', ')} the features have a cosine of ${likeness!.mean.toFixed(4)} to those of the whole.`;
    return { path: outPath, notes: [note], record: { ...pruned.report } };
  },
});
