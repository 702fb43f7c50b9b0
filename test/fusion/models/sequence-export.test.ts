import tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openRuntime } from '../../../runtime/open-runtime.ts';
import { exportOnnx } from '../../../runtime/train/export-onnx.ts';
import { float32 } from '../../../runtime/tensor.ts';
import { ruleScope } from './rule-scope.ts';
import { inputsOf, SEQUENCE_CASES, type SequenceCase } from './sequence-cases.ts';
import type { ModalityInputs } from '../../../fusion/models/fusion-model.ts';
import type { Runtime } from '../../../runtime/runtime.ts';
import type { Tensors } from '../../../runtime/train/scope.ts';
import type { Tensor } from '@tensorflow/tfjs';

let runtime: Runtime;
beforeAll(async () => {
  runtime = await openRuntime({ device: 'cpu', workers: 1, threads: 1 });
});
afterAll(() => runtime[Symbol.asyncDispose]());

/** The model as an ONNX file for any number of clips and frames, its parameters by the rule. */
function exported({ name, model, output = 'clip' }: SequenceCase): Uint8Array {
  const parameters = new Map<string, Tensor>();
  model.fuse(ruleScope({ parameters, training: false }), inputsOf(model), output);
  const weights = Object.fromEntries([...parameters].map(([path, tensor]) => [`parameter:${path}`, float32(tensor.dataSync() as Float32Array, ...tensor.shape)]));
  const signature = Object.entries(inputsOf(model)).flatMap(([modality, { values }]) => {
    const time = model.takes === 'aligned' ? 'time' : `time-${modality}`;
    return [[modality, { dims: ['batch', time, values.shape[2]!] }] as const, [`${modality}.mask`, { dims: ['batch', time] }] as const];
  });
  const predict = (scope: Parameters<typeof model.fuse>[0], tensors: Tensors) => {
    const inputs = Object.keys(inputsOf(model)).map((modality) => [modality, { values: tensors[modality]!, mask: tensors[`${modality}.mask`]! }]);
    return { features: model.fuse(scope, Object.fromEntries(inputs) as ModalityInputs, output).features };
  };
  return exportOnnx({ name, inputs: Object.fromEntries(signature), predict }, weights);
}

test.each(SEQUENCE_CASES)('$name, written as ONNX, gives what it gave for any number of clips and frames', async (each) => {
  const { model, output = 'clip' } = each;
  await using session = await runtime.open(exported(each), { name: each.name });
  for (const padding of [0, 2]) {
    const inputs = inputsOf(model, padding);
    const feeds = Object.entries(inputs).flatMap(([name, { values, mask }]) => [[name, values] as const, [`${name}.mask`, mask] as const]);
    const { features } = await session.run(Object.fromEntries(feeds.map(([name, tensor]) => [name, float32(tensor.dataSync().slice() as Float32Array, ...tensor.shape)])));
    const expected = model.fuse(ruleScope({ training: false }), inputs, output).features;
    expect(features!.dims).toEqual(expected.shape);
    expect(tf.max(tf.abs(tf.sub(tf.tensor(features!.data as Float32Array, [...features!.dims]), expected))).dataSync()[0]).toBeLessThan(1e-5);
  }
});
