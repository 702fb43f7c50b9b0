import { fillBatch } from '../../fusion/train/fill-batch.ts';
import { batchSignature, type Layout } from '../../fusion/train/layout.ts';
import { randomFor, shuffled } from '../../runtime/train/random.ts';
import { cutExample } from './cut-example.ts';
import { dimensionsOf, lengthOf, readRows, whereAtLeast } from './example-rows.ts';
import { sharePlan, type SharePlan } from './share-plan.ts';
import type { BatchSignature } from '../../runtime/train/compile-training-step.ts';
import type { Batch } from '../../runtime/train/trainer.ts';
import type { Example } from '../../fusion/train/example.ts';
import { TrainingError } from '../../fusion/train/training-error.ts';
import type { TrainedFold } from '../trained-fold.ts';

/** One kind of examples in a step. */
export interface StepPart {
  /** Places in a step. */
  readonly size: number;
  readonly layout: Layout;
  /** Resolves with the examples of a step, at most `size`; the same ones each time. */
  readonly read: (step: number) => Promise<readonly Example[]>;
}

/** What steps are made of. */
export interface StepParts {
  readonly shares: SharePlan;
  /** T, rows of a window, and T_l, rows that are to be taken at once. */
  readonly window: number;
  readonly target: number;
  /** Returns whole videos: each once in a pass, in an order of its own. */
  readonly videos: (size: number) => StepPart;
  /** Short cuts out of windows. */
  readonly cuts: StepPart;
  /** Full windows. */
  readonly windows: StepPart;
}

/**
 * Resolves with what the steps of a fold are made of. All lengths are read once.
 *
 * @param cut rows of a short cut
 * @throws TrainingError NO_EXAMPLES when no training example fills a window
 */
export async function openStepParts({ windows, videos, target, batch, seed }: TrainedFold, cut: number): Promise<StepParts> {
  const window = lengthOf(windows.layout);
  const rows = await readRows(windows);
  const full = whereAtLeast(rows, window);
  if (full.length === 0) throw new TrainingError('NO_EXAMPLES', { run: 'stretch', detail: `none of ${rows.length} training windows has the ${window} rows of the longest` });
  const short = Math.min(cut, window);
  const shares = sharePlan({ videos: videos.source.size, videoRows: (await readRows(videos)).reduce((sum, each) => sum + each, 0), window, cut: short, batch });
  const draw = (step: number, kind: string, from: readonly number[]) => {
    const { uniform } = randomFor(seed, kind, step);
    return { uniform, index: () => from[Math.floor(uniform() * from.length)]! };
  };
  return {
    shares,
    window,
    target,
    videos: (size) => ({ size, layout: videos.layout, read: (step) => Promise.all(Array.from({ length: size }, (_, place) => videos.source.read(inOrder(videos.source.size, seed, step * size + place)))) }),
    windows: {
      size: shares.windows.size,
      layout: windows.layout,
      read: async (step) => {
        const { index } = draw(step, 'windows', full);
        return Promise.all(Array.from({ length: shares.windows.count(step) }, () => windows.source.read(index())));
      },
    },
    cuts: {
      size: shares.cuts.size,
      layout: withLength(windows.layout, short),
      read: async (step) => {
        const { index, uniform } = draw(step, 'cuts', whereAtLeast(rows, short));
        const drawn = Array.from({ length: shares.cuts.count(step) }, () => ({ at: index(), place: uniform() }));
        return Promise.all(drawn.map(async ({ at, place }) => cutExample(await windows.source.read(at), { start: Math.floor(place * (rows[at]! - short + 1)), rows: short, dimensions: dimensionsOf(windows.layout), perFrame: windows.layout.frames !== null })));
      },
    },
  };
}

/** Returns the shapes of a part's tensors, named `name/…`; without targets where `inputsOnly`. */
export function partSignature(name: string, { layout, size }: StepPart, { inputsOnly = false } = {}): Record<string, BatchSignature> {
  return prefixed(name, batchSignature(inputsOnly ? { ...layout, targets: [] } : layout, size));
}

/** Resolves with a part's tensors for a step. Places that are not filled have mask and weight 0. */
export async function readPart(name: string, { layout, size, read }: StepPart, { step, inputsOnly = false }: { readonly step: number; readonly inputsOnly?: boolean }): Promise<Batch> {
  const examples = await read(step);
  const empty = Array.from({ length: size - examples.length }, (): Example => ({ clip: '', features: {}, targets: {} }));
  return prefixed(name, fillBatch(inputsOnly ? { ...layout, targets: [] } : layout, [...examples, ...empty]));
}

function prefixed<Value>(name: string, values: Readonly<Record<string, Value>>): Record<string, Value> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [`${name}/${key}`, value]));
}

/** Returns the example that is the `index`-th to be seen, over all passes. */
function inOrder(size: number, seed: number, index: number): number {
  return shuffled(size, randomFor(seed, 'videos', Math.floor(index / size)))[index % size]!;
}

function withLength(layout: Layout, rows: number): Layout {
  const modalities = Object.entries(layout.modalities).map(([name, { dimensions }]) => [name, { dimensions, length: rows }] as const);
  return { ...layout, modalities: Object.fromEntries(modalities), frames: layout.frames === null ? null : rows };
}
