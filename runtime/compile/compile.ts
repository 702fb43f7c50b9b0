import { ModelError } from '../model-error.ts';
import { writeModel } from '../onnx/write-model.ts';
import { describeFailure } from './describe-failure.ts';
import { fuseClips } from './fuse-clips.ts';
import { generalise } from './generalise.ts';
import { pruneGraph } from './prune-graph.ts';
import { trace, type InputSignature, type Traceable } from './trace.ts';

/** How to compile a function. */
export interface CompileOptions {
  /** Shown in errors and kept in the file as the graph's name. */
  readonly name: string;
  /** Inputs by name, in the order in which the file lists them. */
  readonly inputs: Readonly<Record<string, InputSignature>>;
  /** Key–value pairs kept in the file. */
  readonly metadata?: Readonly<Record<string, string>>;
}

/**
 * Returns the bytes of an ONNX file that computes what `fn` computes. `fn` is traced by running it on tensors without
 * values, several times, with other sizes of the named dimensions: it must not read values, nor choose by them. Images
 * have their channels last at the borders, as in tfjs, and first within. The current tfjs backend is left as it was.
 *
 * @throws ModelError `UNSUPPORTED`, naming the operation and the caller's line, when a value is read, a kernel is not
 * known, or a shape does not follow evenly from the named dimensions
 * @example
 * const bytes = compile(({ x }) => ({ y: tf.softmax(tf.matMul(x, weight)) }), {
 *   name: 'head',
 *   inputs: { x: { dims: ['batch', 128] } },
 * });
 */
export function compile(fn: Traceable, { name, inputs, metadata = {} }: CompileOptions): Uint8Array {
  const dimensions = new Set(Object.values(inputs).flatMap(({ dims }) => dims.filter((dim) => typeof dim === 'string')));
  const sizes = (grown: ReadonlySet<string>) => Object.fromEntries([...dimensions].map((dimension, index) => [dimension, 2 + 7 * index + (grown.has(dimension) ? 3 : 0)]));
  try {
    const base = trace(fn, inputs, sizes(new Set()));
    const grown = [...dimensions].map((dimension) => ({ dimension, trace: trace(fn, inputs, sizes(new Set([dimension]))) }));
    const check = trace(fn, inputs, Object.fromEntries([...dimensions].map((dimension, index) => [dimension, 11 + 13 * index])));
    const graph = pruneGraph(fuseClips(generalise({ base, grown, check }, inputs)));
    return writeModel({ ...graph, name, metadata });
  } catch (cause) {
    throw new ModelError('UNSUPPORTED', { model: name, detail: describeFailure(cause), cause });
  }
}
