import { fillBatch } from './fill-batch.ts';
import { inputSignature, type Layout } from './layout.ts';
import type { Predictor } from '../../runtime/train/predictor.ts';
import type { Tensor } from '../../runtime/tensor.ts';
import type { Example, ExampleSource } from './example.ts';

/** What a model says of one example. */
export interface Prediction {
  readonly example: Example;
  /** By output name, the batch axis cut away: `expression.logits` `[K]` or `[T, K]`, `valence` `[1]` or `[T]`. */
  readonly outputs: Readonly<Record<string, Float32Array>>;
}

/** Yields the predictions for all examples, in order. */
export async function* predictExamples(predictor: Predictor, source: ExampleSource, { layout, batch }: { readonly layout: Layout; readonly batch: number }): AsyncGenerator<Prediction> {
  const inputs = { ...layout, targets: [] };
  const ports = Object.keys(inputSignature(layout));
  for (let first = 0; first < source.size; first += batch) {
    const examples = await Promise.all(Array.from({ length: Math.min(batch, source.size - first) }, (_, index) => source.read(first + index)));
    const filled = fillBatch(inputs, examples);
    const shapes = inputSignature(layout);
    const feeds = ports.map((name) => [name, { type: 'float32', dims: shapes[name]!.dims.map((dim) => (typeof dim === 'number' ? dim : examples.length)), data: filled[name] as Float32Array } satisfies Tensor] as const);
    const outputs = await predictor.predict(Object.fromEntries(feeds));
    yield* examples.map((example, index) => ({ example, outputs: takeRow(outputs, index, examples.length) }));
  }
}

function takeRow(outputs: Readonly<Record<string, Tensor>>, index: number, count: number): Record<string, Float32Array> {
  return Object.fromEntries(
    Object.entries(outputs).map(([name, { data }]) => {
      const size = data.length / count;
      return [name, (data as Float32Array).slice(index * size, (index + 1) * size)];
    }),
  );
}
