import { InferenceSession, Tensor } from 'onnxruntime-node';

interface Values {
  readonly data: Float32Array;
  readonly dims: readonly number[];
}

/** Runs a model once on the inputs it has and resolves with its outputs as plain numbers. */
export async function runOnnx(bytes: Uint8Array, inputs: Readonly<Record<string, Values>>): Promise<Record<string, { data: number[]; dims: readonly number[] }>> {
  const session = await InferenceSession.create(bytes, { logSeverityLevel: 3 });
  const feeds = session.inputNames.map((name) => [name, new Tensor('float32', inputs[name]!.data, inputs[name]!.dims)] as const);
  const results = await session.run(Object.fromEntries(feeds));
  await session.release();
  return Object.fromEntries(
    Object.entries(results).map(([name, { data, dims }]) => [name, { data: Array.from(data as ArrayLike<number>, Number), dims }]),
  );
}
