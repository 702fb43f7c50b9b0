import type { Model } from '../../../runtime/onnx/model.ts';

/** A small model that uses most fields of the format: `y = x W / 2 + b`. */
export const linear: Model = {
  nodes: [{ op: 'Gemm', inputs: ['x', 'weight', 'bias'], outputs: ['y'], attributes: { transB: 1, alpha: { float: 0.5 } } }],
  initializers: [
    { name: 'weight', type: 'float32', dims: [2, 3], data: Float32Array.of(1, 2, 3, 4, 5, 6) },
    { name: 'bias', type: 'float32', dims: [2], data: Float32Array.of(0, 1) },
  ],
  inputs: [{ name: 'x', type: 'float32', dims: ['batch', 3] }],
  outputs: [{ name: 'y', type: 'float32', dims: ['batch', 2] }],
  metadata: { second: '2', first: 'é' },
  doc: 'half of x W, plus b',
};
