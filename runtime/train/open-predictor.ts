import { compile } from '../compile/compile.ts';
import { declare, type ParameterSpec } from './declare.ts';
import { neverDrawn } from './weight-scope.ts';
import type { ExportOptions } from './export-onnx.ts';
import { StepScope } from './step-scope.ts';
import type { Runtime } from '../runtime.ts';
import type { Tensors } from './scope.ts';
import type { Predictor } from './predictor.ts';

/**
 * Compiles a model with its weights as inputs and loads it on a worker thread, so that new weights cost a copy and no compilation.
 *
 * @throws ModelError `UNSUPPORTED`, naming the operation, when the model cannot be compiled
 */
export async function openPredictor({ name, inputs, predict }: Omit<ExportOptions, 'metadata'>, { runtime }: { readonly runtime: Runtime }): Promise<Predictor> {
  const { parameters, running } = declare(predict, inputs, { training: false });
  const weights = [...parameters, ...running];
  const run = (tensors: Tensors) => predict(new StepScope({ training: false, tensor: (spec) => tensors[inputName(spec)]!, draw: neverDrawn }), tensors);
  const signature = { ...inputs, ...Object.fromEntries(weights.map((spec) => [inputName(spec), { dims: spec.shape }])) };
  const session = await runtime.openStateful(compile(run, { name, inputs: signature }), { name, carry: Object.fromEntries(weights.map((spec) => [inputName(spec), null])) });
  return {
    load: (tensors) => session.writeState(Object.fromEntries(weights.map((spec) => [inputName(spec), tensors[`parameter:${spec.name}`] ?? tensors[`running:${spec.name}`]!]))),
    predict: (feeds) => session.run(feeds),
    [Symbol.asyncDispose]: () => session[Symbol.asyncDispose](),
  };
}

function inputName({ name }: ParameterSpec): string {
  return `weight/${name}`;
}
