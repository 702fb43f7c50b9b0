import tf from '@tensorflow/tfjs';
import type { Model } from './compose-model.ts';
import type { ExampleSource } from './example.ts';
import type { FramePlaces } from '../models/temporal-transformer.ts';
import type { Scope, Tensors } from '../../runtime/train/scope.ts';

/** Mean and deviation of each dimension of one modality, shape `[D]`; the deviation is never 0. */
export interface Moments {
  readonly mean: Float32Array;
  readonly deviation: Float32Array;
}

/**
 * Resolves with the moments of each modality over all valid rows of the training examples (Welford, 1962). Validation and test
 * must not be among them.
 *
 * @param channels of modalities that are pictures: all their pixels have the moments of their channel, so that a pixel may be moved
 */
export async function featureMoments(source: ExampleSource, dimensions: Readonly<Record<string, number>>, channels: Readonly<Record<string, number>> = {}): Promise<Record<string, Moments>> {
  const sums = Object.fromEntries(Object.entries(dimensions).map(([name, width]) => [name, { count: 0, width, mean: new Float64Array(channels[name] ?? width), square: new Float64Array(channels[name] ?? width) }]));
  for (let index = 0; index < source.size; index++) {
    const { features } = await source.read(index);
    for (const [name, { values, valid }] of Object.entries(features)) {
      const sum = sums[name];
      if (sum !== undefined) addRows(sum, values, valid);
    }
  }
  const entries = Object.entries(sums).map(([name, { count, width, mean, square }]) => {
    const column = (at: number) => at % mean.length;
    const deviationAt = (at: number) => Math.sqrt(square[column(at)]! / Math.max(1, count)) || 1;
    return [name, { mean: Float32Array.from({ length: width }, (_, at) => mean[column(at)]!), deviation: Float32Array.from({ length: width }, (_, at) => deviationAt(at)) }] as const;
  });
  return Object.fromEntries(entries);
}

function addRows(sum: { count: number; readonly width: number; readonly mean: Float64Array; readonly square: Float64Array }, values: Float32Array, valid: Uint8Array | undefined): void {
  const size = sum.mean.length;
  for (let row = 0; row * size < values.length; row++) {
    if (valid?.[Math.floor((row * size) / sum.width)] === 0) continue;
    sum.count += 1;
    for (let column = 0; column < size; column++) {
      const difference = values[row * size + column]! - sum.mean[column]!;
      sum.mean[column]! += difference / sum.count;
      sum.square[column]! += difference * (values[row * size + column]! - sum.mean[column]!);
    }
  }
}

/** Returns the model on features of mean 0 and deviation 1, by moments that stay with it: they are written into the exported file. */
export function standardised(model: Model, moments: Readonly<Record<string, Moments>>): Model {
  const apply = (batch: Tensors): Tensors => {
    const scaled = Object.entries(moments).map(([name, { mean, deviation }]) => [name, tf.div(tf.sub(batch[name]!, tf.tensor1d(mean)), tf.tensor1d(deviation))] as const);
    return { ...batch, ...Object.fromEntries(scaled) };
  };
  const { trace } = model;
  return {
    ...model,
    loss: (scope, batch) => model.loss(scope, apply(batch)),
    predict: (scope, batch) => model.predict(scope, apply(batch)),
    ...(trace && { trace: (scope: Scope, batch: Tensors, places?: FramePlaces) => trace(scope, apply(batch), places) }),
  };
}
