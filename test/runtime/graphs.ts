import { writeModel } from '../../runtime/onnx/write-model.ts';
import type { GraphPort } from '../../runtime/onnx/model.ts';

/** A graph of one `op` that turns `x` into `y`, both of shape `dims`. */
export function unary(op: string, { type = 'float32', dims = ['batch', 3] }: Partial<Pick<GraphPort, 'type' | 'dims'>> = {}): Uint8Array {
  return writeModel({ nodes: [{ op, inputs: ['x'], outputs: ['y'] }], inputs: [{ name: 'x', type, dims }], outputs: [{ name: 'y', type, dims }] });
}

/** A graph that adds `a` and `b`. */
export function sum(): Uint8Array {
  const port = (name: string): GraphPort => ({ name, type: 'float32', dims: ['n'] });
  return writeModel({ nodes: [{ op: 'Add', inputs: ['a', 'b'], outputs: ['y'] }], inputs: [port('a'), port('b')], outputs: [port('y')] });
}

/** A graph that squares the matrix `x` again and again: tenths of a second of work for a side of 512. */
export function slow(): Uint8Array {
  const depth = 60;
  const name = (step: number) => (step === 0 ? 'x' : step === depth ? 'y' : `h${step}`);
  const nodes = Array.from({ length: depth }, (_, step) => ({ op: 'MatMul', inputs: [name(step), name(step)], outputs: [name(step + 1)] }));
  return writeModel({ nodes, inputs: [{ name: 'x', type: 'float32', dims: ['n', 'n'] }], outputs: [{ name: 'y', type: 'float32', dims: ['n', 'n'] }] });
}
