import { compile, type CompileOptions } from './compile.ts';
import type { Runtime } from '../runtime.ts';
import type { Tensor } from '../tensor.ts';
import type { Traceable } from './trace.ts';

/** A compiled function: tensors in, tensors out. The buffers of `feeds` are handed over: do not use them afterwards. */
export type CompiledFunction = ((feeds: Readonly<Record<string, Tensor>>) => Promise<Record<string, Tensor>>) & AsyncDisposable;

/**
 * Compiles `fn` and resolves with a function that runs it in ONNX Runtime.
 *
 * @throws ModelError as `compile` does; the returned function as `Session.run`
 * @example
 * await using softmax = await openFunction(({ x }) => ({ y: tf.softmax(x) }), { name: 'softmax', inputs: { x: { dims: ['batch', 8] } } }, runtime);
 * const { y } = await softmax({ x: float32(values, 4, 8) });
 */
export async function openFunction(fn: Traceable, options: CompileOptions, runtime: Runtime): Promise<CompiledFunction> {
  const session = await runtime.open(compile(fn, options), { name: options.name });
  return Object.assign((feeds: Readonly<Record<string, Tensor>>) => session.run(feeds), { [Symbol.asyncDispose]: () => session[Symbol.asyncDispose]() });
}
