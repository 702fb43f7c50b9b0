/**
 * Records the outputs of the nets of @vladmandic/human for the inputs in fixture-inputs.json, with the CPU backend of
 * TensorFlow.js, which shares no code with our compiler or ONNX Runtime:
 *
 *     node test/extractors/models/golden/record-with-tfjs.ts > test/extractors/models/golden/fixtures-tfjs.json
 */
import { readFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs';

interface InputSpec {
  readonly dims: number[];
  readonly seed: number;
  readonly hold: number;
  readonly low: number;
  readonly high: number;
}

interface NetSpec {
  readonly inputs: Readonly<Record<string, InputSpec>>;
  /** Name in the signature → node of the graph. */
  readonly outputs: Readonly<Record<string, string>>;
}

const models = new URL('../../../../node_modules/@vladmandic/human/models/', import.meta.url);
const specs = JSON.parse(readFileSync(new URL('fixture-inputs.json', import.meta.url), 'utf8')) as Record<string, NetSpec>;

function makeInput(spec: InputSpec): tf.Tensor {
  const values = new Float32Array(spec.dims.reduce((a, b) => a * b, 1));
  let state = spec.seed;
  for (let i = 0; i < values.length; i++) {
    if (i % spec.hold === 0) state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    values[i] = spec.low + (spec.high - spec.low) * (state / 2 ** 32);
  }
  return tf.tensor(values, spec.dims);
}

/** All of a short output; of a long one four spread positions and the four values farthest from zero. */
function sample(output: tf.Tensor): { dims: number[]; at: number[]; values: number[] } {
  const values = output.dataSync();
  const all = [...values.keys()];
  const spread = [1, 3, 5, 7].map((eighth) => Math.floor((eighth * values.length) / 8));
  const far = all.toSorted((a, b) => Math.abs(values[b]!) - Math.abs(values[a]!)).slice(0, 4);
  const at = values.length <= 16 ? all : [...new Set([...spread, ...far])].sort((a, b) => a - b);
  return { dims: output.shape, at, values: at.map((i) => Number(values[i]!.toPrecision(6))) };
}

async function record(name: string, { inputs, outputs }: NetSpec): Promise<Record<string, unknown>> {
  const json = JSON.parse(readFileSync(new URL(`${name}.json`, models), 'utf8')) as {
    modelTopology: object; format: string; weightsManifest: { weights: tf.io.WeightsManifestEntry[] }[];
  };
  const weights = readFileSync(new URL(`${name}.bin`, models));
  const model = await tf.loadGraphModel({
    load: async () => ({
      modelTopology: json.modelTopology,
      format: json.format,
      weightSpecs: json.weightsManifest.flatMap((group) => group.weights),
      weightData: weights.buffer.slice(weights.byteOffset, weights.byteOffset + weights.byteLength),
    }),
  });
  const feeds = Object.fromEntries(Object.entries(inputs).map(([port, spec]) => [port, makeInput(spec)]));
  const results = [model.execute(feeds, Object.values(outputs))].flat();
  return Object.fromEntries(Object.keys(outputs).map((output, i) => [output, sample(results[i]!)]));
}

await tf.setBackend('cpu');
const recorded: Record<string, unknown> = {};
for (const name of ['blazeface', 'facemesh', 'emotion', 'faceres']) {
  recorded[`human-${name}`] = await record(name, specs[`human-${name}`]!);
}
process.stdout.write(`${JSON.stringify(recorded, null, 1)}\n`);
