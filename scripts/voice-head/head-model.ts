import type { Model } from '../../runtime/onnx/model.ts';
import { CLASSES } from './classes.ts';
import { LIMIT, type LogisticModel } from './fit-logistic.ts';

/** Returns the ONNX graph of a head: `features` [batch, D], as measured, to `probabilities` [batch, classes]; standardisation included. */
export function headModel({ mean, deviation, weights }: LogisticModel, metadata: Readonly<Record<string, string>>): Model {
  const width = mean.length;
  const rows = CLASSES.map((_, c) => weights.subarray(c * (width + 1), (c + 1) * (width + 1)));
  const scalar = (name: string, value: number) => ({ name, type: 'float32' as const, dims: [], data: Float32Array.of(value) });
  return {
    name: 'voice-head',
    nodes: [
      { op: 'Sub', inputs: ['features', 'mean'], outputs: ['centred'] },
      { op: 'Div', inputs: ['centred', 'deviation'], outputs: ['standardised'] },
      { op: 'Clip', inputs: ['standardised', 'lowest', 'highest'], outputs: ['limited'] },
      { op: 'Gemm', inputs: ['limited', 'weights', 'bias'], outputs: ['logits'], attributes: { transB: 1 } },
      { op: 'Softmax', inputs: ['logits'], outputs: ['probabilities'], attributes: { axis: 1 } },
    ],
    initializers: [
      { name: 'mean', type: 'float32', dims: [width], data: Float32Array.from(mean) },
      { name: 'deviation', type: 'float32', dims: [width], data: Float32Array.from(deviation) },
      scalar('lowest', -LIMIT),
      scalar('highest', LIMIT),
      { name: 'weights', type: 'float32', dims: [rows.length, width], data: Float32Array.from(rows.flatMap((row) => [...row.subarray(0, width)])) },
      { name: 'bias', type: 'float32', dims: [rows.length], data: Float32Array.from(rows, (row) => row[width]!) },
    ],
    inputs: [{ name: 'features', type: 'float32', dims: ['batch', width] }],
    outputs: [{ name: 'probabilities', type: 'float32', dims: ['batch', rows.length] }],
    metadata,
  };
}
