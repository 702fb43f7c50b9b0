import { fillBatch } from '../../fusion/train/fill-batch.ts';
import { inputSignature } from '../../fusion/train/layout.ts';
import { TrainingError } from '../../fusion/train/training-error.ts';
import { float32, type Tensor } from '../../runtime/tensor.ts';
import { lengthOf, readRows, whereAtLeast } from './example-rows.ts';
import type { Engine } from '../../fusion/train/engine.ts';
import type { TransformerStates } from '../../fusion/models/temporal-transformer.ts';
import type { Tensors } from '../../runtime/train/scope.ts';
import type { TrainerState } from '../../runtime/train/trainer.ts';
import type { ExamplePart, TracedModel } from '../trained-fold.ts';

/** Inner states of a model on some windows. */
export interface ModelStates {
  /** By layer, shape `[B, H, T, T]`. */
  readonly attention: readonly Float32Array[];
  /** Last hidden states, shape `[B, T, D]`. */
  readonly frames: Float32Array;
  /** D. */
  readonly size: number;
  /** T. */
  readonly rows: number;
}

/** Numbers that are held of one head. */
const MOST = 500_000;
/** Windows that are looked at. */
const WINDOWS = 32;

/**
 * Resolves with the states of `model` on full windows, at most 32 of them spread evenly over the part: on fewer where the attention of all layers would take
 * too much memory. Windows with fewer rows than the longest are left out.
 *
 * @throws TrainingError NO_EXAMPLES when no window is full
 */
export async function readStates(model: TracedModel, weights: TrainerState['tensors'], { windows, engine }: { readonly windows: ExamplePart; readonly engine: Engine }): Promise<ModelStates> {
  const inputs = inputSignature(windows.layout);
  await using predictor = await engine.openPredictor({ name: 'states', inputs, predict: (scope, batch) => toOutputs(model.trace(scope, batch)) });
  await predictor.load(weights);
  const states: Readonly<Record<string, Tensor>>[] = [];
  for (const index of await someWindows(windows)) {
    const filled = fillBatch({ ...windows.layout, targets: [] }, [await windows.source.read(index)]);
    const feeds = Object.entries(inputs).map(([name, { dims }]) => [name, float32(filled[name] as Float32Array, ...dims.map((dim) => (typeof dim === 'number' ? dim : 1)))] as const);
    states.push(await predictor.predict(Object.fromEntries(feeds)));
  }
  const joined = (name: string) => join(states.map((each) => each[name]!.data as Float32Array));
  const layers = Object.keys(states[0]!).filter((name) => name.startsWith('attention.')).length;
  const [, rows, size] = states[0]!.frames!.dims as [number, number, number];
  return { attention: Array.from({ length: layers }, (_, layer) => joined(`attention.${layer}`)), frames: joined('frames'), rows, size };
}

function toOutputs({ attention, frames }: TransformerStates): Tensors {
  return { frames, ...Object.fromEntries(attention.map((weights, layer) => [`attention.${layer}`, weights])) };
}

async function someWindows(windows: ExamplePart): Promise<number[]> {
  const rows = lengthOf(windows.layout);
  const full = whereAtLeast(await readRows(windows), rows);
  if (full.length === 0) throw new TrainingError('NO_EXAMPLES', { run: 'stretch', detail: `none of ${windows.source.size} windows has the ${rows} rows of the longest` });
  const count = Math.max(1, Math.min(WINDOWS, full.length, Math.floor(MOST / (rows * rows))));
  return Array.from({ length: count }, (_, at) => full[Math.floor((at * full.length) / count)]!);
}

/** Returns the mean cosine of the last hidden states of two models. */
export function meanCosine(a: ModelStates, b: ModelStates): number {
  let sum = 0;
  const count = a.frames.length / a.size;
  for (let from = 0; from < a.frames.length; from += a.size) {
    let [dot, left, right] = [0, 0, 0];
    for (let at = from; at < from + a.size; at++) {
      dot += a.frames[at]! * b.frames[at]!;
      left += a.frames[at]! ** 2;
      right += b.frames[at]! ** 2;
    }
    sum += dot / Math.sqrt(Math.max(left * right, Number.MIN_VALUE));
  }
  return sum / count;
}

function join(parts: readonly Float32Array[]): Float32Array {
  const whole = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
