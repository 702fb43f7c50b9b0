import type { Batch } from '../../runtime/train/trainer.ts';
import type { Example, ExampleFeatures } from './example.ts';
import { batchSignature, type Layout } from './layout.ts';

/**
 * Returns the examples as one batch, padded at the end. What is missing or padding has mask or weight 0 and the value 0.
 *
 * @throws RangeError naming the clip when its features are longer than the layout or of another size
 */
export function fillBatch(layout: Layout, examples: readonly Example[]): Batch {
  const batch = Object.fromEntries(
    Object.entries(batchSignature(layout, examples.length)).map(([name, { dims, type }]) => {
      const size = dims.reduce((product, dim) => product * dim, 1);
      return [name, type === 'int32' ? new Int32Array(size) : new Float32Array(size)] as const;
    }),
  );
  examples.forEach((example, index) => {
    for (const name of Object.keys(layout.modalities)) fillModality(layout, { batch, name, index, example });
    fillTargets(layout, { batch, index, example });
  });
  return batch;
}

interface Place {
  readonly batch: Readonly<Record<string, Float32Array | Int32Array>>;
  readonly index: number;
  readonly example: Example;
}

function fillModality({ modalities }: Layout, { batch, name, index, example }: Place & { readonly name: string }): void {
  const features = example.features[name];
  if (features === undefined) return;
  const { dimensions, length } = modalities[name]!;
  const rows = length ?? 1;
  const given = features.values.length / dimensions;
  if (!Number.isInteger(given) || given > rows) throw new RangeError(`clip ${example.clip}: ${name} has ${features.values.length} values, at most ${rows} rows of ${dimensions} are expected`);
  batch[name]!.set(features.values, index * rows * dimensions);
  const mask = batch[`${name}.mask`]!;
  for (let row = 0; row < given; row++) mask[index * rows + row] = features.valid?.[row] ?? 1;
  clearInvalid(batch[name]!, features, { offset: index * rows * dimensions, dimensions });
}

function clearInvalid(values: Float32Array | Int32Array, { valid }: ExampleFeatures, { offset, dimensions }: { offset: number; dimensions: number }): void {
  valid?.forEach((flag, row) => {
    if (flag === 0) values.fill(0, offset + row * dimensions, offset + (row + 1) * dimensions);
  });
}

function fillTargets({ targets, frames, classes = 0 }: Layout, { batch, index, example }: Place): void {
  const rows = frames ?? 1;
  const { expression, votes, valence, arousal } = example.targets;
  for (const name of targets.filter((target) => !target.endsWith('.weight'))) {
    const weight = batch[`${name}.weight`];
    if (name === 'target.expression.distribution') batch[name]!.set(votes ?? [], index * rows * classes);
    else if (name === 'target.expression') expression?.forEach((value, row) => set(batch[name]!, weight, { at: index * rows + row, value, known: value >= 0 }));
    else (name === 'target.valence' ? valence : arousal)?.forEach((value, row) => set(batch[name]!, weight, { at: index * rows + row, value, known: !Number.isNaN(value) }));
  }
}

function set(target: Float32Array | Int32Array, weight: Float32Array | Int32Array | undefined, { at, value, known }: { at: number; value: number; known: boolean }): void {
  if (!known) return;
  target[at] = value;
  if (weight !== undefined) weight[at] = 1;
}
