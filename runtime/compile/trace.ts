import tf from '@tensorflow/tfjs';
import { pruneNodes } from './prune-nodes.ts';
import { readsOf } from './reads-of.ts';
import { withRecorder } from './with-recorder.ts';
import type { GraphNode } from '../onnx/model.ts';
import type { RecordedConstant, Recorder } from './recorder.ts';
import type { Tensor } from '@tensorflow/tfjs';

/** Shape and type of one input of a traced function; a string names a dimension that may vary. */
export interface InputSignature {
  readonly dims: readonly (number | string)[];
  /** Default `'float32'`. */
  readonly type?: 'float32' | 'int32' | 'bool';
}

/** A function on tfjs tensors that can be compiled: the same ops, whatever the values. */
export type Traceable = (inputs: Record<string, Tensor>) => Record<string, Tensor> | Tensor;

/** What one run of the function appended, for given sizes of the named dimensions. */
export interface Trace {
  readonly sizes: Readonly<Record<string, number>>;
  readonly nodes: readonly GraphNode[];
  readonly constants: readonly RecordedConstant[];
  readonly outputs: readonly { readonly name: string; readonly type: 'float32' | 'int32' | 'bool'; readonly dims: readonly number[] }[];
}

/** Returns what `fn` does, as nodes, without those that no output needs. A single tensor returned by `fn` is the output `output`. */
export function trace(fn: Traceable, signature: Readonly<Record<string, InputSignature>>, sizes: Readonly<Record<string, number>>): Trace {
  return withRecorder((recorder) => {
    const inputs = Object.entries(signature).map(([name, { dims, type = 'float32' }]) => {
      const shape = dims.map((dim) => (typeof dim === 'number' ? dim : sizes[dim]!));
      return [name, tf.engine().makeTensorFromTensorInfo(recorder.input(name, shape, type))] as const;
    });
    const result: unknown = fn(Object.fromEntries(inputs));
    if (result instanceof Promise) {
      result.catch(() => undefined); // What matters is that it waits at all
      throw new Error('the function returns a Promise, as functions do that read values or have shapes that depend on them');
    }
    const named = result instanceof tf.Tensor ? { output: result as Tensor } : (result as Record<string, Tensor>);
    const outputs = Object.entries(named).map(([name, tensor]) => toOutput(recorder, name, tensor));
    const nodes = pruneNodes(recorder.nodes, outputs.map((output) => output.name));
    const read = new Set(nodes.flatMap(readsOf));
    return { sizes, nodes, constants: recorder.constants.filter((constant) => read.has(constant.name)), outputs };
  });
}

function toOutput(recorder: Recorder, name: string, tensor: Tensor): Trace['outputs'][number] {
  recorder.nodes.push({ op: 'Identity', inputs: [recorder.name(tensor)], outputs: [name] });
  return { name, type: tensor.dtype as 'float32' | 'int32' | 'bool', dims: [...tensor.shape] };
}
