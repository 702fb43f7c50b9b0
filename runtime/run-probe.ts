import { EXECUTION_PROVIDERS } from './execution-provider.ts';
import { writeModel } from './onnx/write-model.ts';
import type { Device } from './runtime.ts';

/** Side of the probe's matrix: 2.1 billion operations, enough to tell a GPU from a program that imitates one. */
const SIZE = 1024;
const REPEATS = 2;

/**
 * Runs a graph of one matrix product on `device` and resolves with the milliseconds that one inference takes, once warm. It
 * refuses to let the CPU take the node over, so a time means that the device itself did the work. Blocks its thread.
 *
 * @throws Error of ONNX Runtime when the device is not there; RangeError when it computes a wrong product
 */
export async function runProbe(device: Device): Promise<number> {
  const ort = await import('onnxruntime-node');
  const session = await ort.InferenceSession.create(probeModel(), {
    executionProviders: [EXECUTION_PROVIDERS[device].option],
    extra: { session: { intra_op: { allow_spinning: '0' }, disable_cpu_ep_fallback: device === 'cpu' ? '0' : '1' } },
  });
  const x = new ort.Tensor('float32', new Float32Array(SIZE * SIZE).fill(1 / SIZE), [SIZE, SIZE]);
  const times: number[] = [];
  for (let run = 0; run <= REPEATS; run++) {
    const start = performance.now();
    const { y } = await session.run({ x });
    times.push(performance.now() - start);
    checkProduct(y?.data);
  }
  await session.release();
  return Math.min(...times.slice(1));
}

function probeModel(): Uint8Array {
  return writeModel({
    nodes: [{ op: 'MatMul', inputs: ['x', 'x'], outputs: ['y'] }],
    inputs: [{ name: 'x', type: 'float32', dims: ['n', 'n'] }],
    outputs: [{ name: 'y', type: 'float32', dims: ['n', 'n'] }],
  });
}

/** A matrix filled with 1/n is its own square. */
function checkProduct(product: unknown): void {
  const values = product as Float32Array;
  const right = values.length === SIZE * SIZE && values.every((value) => Math.abs(value * SIZE - 1) < 1e-2);
  if (!right) throw new RangeError('it computed a wrong matrix product');
}
