import type { GraphNode, Initializer, Model } from '../../runtime/onnx/model.ts';
import { CLASS_OF, CLASSES } from './classes.ts';
import type { Network } from './fit-network.ts';
import { LIMIT } from './standardise.ts';

/**
 * Returns the ONNX graph of a head: `features` [batch, D], as measured, to `probabilities` [batch, classes]; standardisation is included, and
 * emotions that count as one class are added up.
 */
export function headModel({ mean, deviation, hidden, output }: Network, metadata: Readonly<Record<string, string>>): Model {
  const width = mean.length;
  const merge = CLASS_OF.flatMap((of) => CLASSES.map((_, c) => Number(of === c)));
  return {
    name: 'voice-head',
    nodes: NODES,
    initializers: [
      tensor('mean', [width], mean),
      tensor('deviation', [width], deviation),
      tensor('lowest', [], [-LIMIT]),
      tensor('highest', [], [LIMIT]),
      tensor('hidden-weight', [width, hidden.units], hidden.weight),
      tensor('hidden-bias', [hidden.units], hidden.bias),
      tensor('output-weight', [hidden.units, output.classes], output.weight),
      tensor('output-bias', [output.classes], output.bias),
      tensor('merge', [CLASS_OF.length, CLASSES.length], merge),
    ],
    inputs: [{ name: 'features', type: 'float32', dims: ['batch', width] }],
    outputs: [{ name: 'probabilities', type: 'float32', dims: ['batch', CLASSES.length] }],
    metadata,
  };
}

const NODES: readonly GraphNode[] = [
  { op: 'Sub', inputs: ['features', 'mean'], outputs: ['centred'] },
  { op: 'Div', inputs: ['centred', 'deviation'], outputs: ['standardised'] },
  { op: 'Clip', inputs: ['standardised', 'lowest', 'highest'], outputs: ['limited'] },
  { op: 'Gemm', inputs: ['limited', 'hidden-weight', 'hidden-bias'], outputs: ['sums'] },
  { op: 'Relu', inputs: ['sums'], outputs: ['units'] },
  { op: 'Gemm', inputs: ['units', 'output-weight', 'output-bias'], outputs: ['logits'] },
  { op: 'Softmax', inputs: ['logits'], outputs: ['emotions'], attributes: { axis: 1 } },
  { op: 'MatMul', inputs: ['emotions', 'merge'], outputs: ['probabilities'] },
];

function tensor(name: string, dims: readonly number[], values: ArrayLike<number>): Initializer {
  return { name, type: 'float32', dims, data: Float32Array.from(values) };
}
