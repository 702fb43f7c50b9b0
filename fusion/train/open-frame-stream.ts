import { exportOnnx } from '../../runtime/train/export-onnx.ts';
import { float32, type Tensor } from '../../runtime/tensor.ts';
import { temporalTransformer } from '../models/temporal-transformer.ts';
import { toOptionValues } from '../models/to-option-values.ts';
import { toLayerPlans, TRANSFORMER_OPTIONS, type TransformerLayerPlan, type TransformerModelOptions } from '../models/transformer-options.ts';
import type { InputSignature } from '../../runtime/compile/trace.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import type { Scope, Tensors } from '../../runtime/train/scope.ts';
import type { TrainerState } from '../../runtime/train/trainer.ts';
import type { AttentionPast } from '../layers/multi-head-attention.ts';
import type { Head } from '../heads/head.ts';

/** A trained causal transformer with its head. */
export interface FrameStreamSource {
  readonly name: string;
  /** Options of the model, as in `model.options` of a training; the others have their defaults. */
  readonly options: Readonly<Record<string, unknown>>;
  readonly head: Head;
  /** Numbers of a frame by modality, in the order of training. */
  readonly modalities: Readonly<Record<string, number>>;
  /** Of a state that `Trainer.save` gave. */
  readonly weights: TrainerState['tensors'];
}

/** Frames of one clip as they come. */
export interface FrameStream extends AsyncDisposable {
  /**
   * Resolves with the head's outputs for the next frames, `[1, T, …]` each. Calls must not overlap.
   *
   * @param frames by modality `[1, T, D]`, and `<modality>.mask` `[1, T]`; their buffers are transferred
   */
  push(frames: Readonly<Record<string, Tensor>>): Promise<Readonly<Record<string, Tensor>>>;
  /** Forgets all frames: the next one is the first of a clip. */
  reset(): void;
}

const PARTS = ['keys', 'values', 'last-keys', 'last-values'] as const;

/**
 * Opens a transformer for frames that come a few at a time, while a video runs: each gets what it gets in a whole clip. What is kept between calls are
 * the keys and values that may still be seen, and the last ones as they were before a shift mixed them; a layer with a window keeps no more than that.
 *
 * @throws TypeError or RangeError when an option does not suit the model, or the model is not causal
 */
export async function openFrameStream(source: FrameStreamSource, { runtime }: { readonly runtime: Runtime }): Promise<FrameStream> {
  const options = toOptionValues('transformer', TRANSFORMER_OPTIONS, source.options);
  if (!options.causal) throw new RangeError(`${source.name}: it looks at later frames, which are not there yet. Train it with causal.`);
  const plans = toLayerPlans(options);
  const session = await runtime.open(exportStep({ ...source, options }, plans), { name: source.name });
  let state = firstState(plans);
  return {
    async push(frames) {
      const seen = Number(state.seen!.data[0]) + Object.values(frames)[0]!.dims[1]!;
      const outputs = await session.run({ ...frames, ...state });
      state = nextState(plans, { seen, outputs });
      return Object.fromEntries(Object.entries(outputs).filter(([name]) => !name.startsWith('next/')));
    },
    reset: () => (state = firstState(plans)),
    [Symbol.asyncDispose]: () => session[Symbol.asyncDispose](),
  };
}

interface StepSource extends Omit<FrameStreamSource, 'options'> {
  readonly options: TransformerModelOptions;
}

type State = Readonly<Record<string, Tensor>>;

function exportStep({ name, options, head, modalities, weights }: StepSource, plans: readonly TransformerLayerPlan[]): Uint8Array {
  const frames = Object.entries(modalities).flatMap(([modality, size]): [string, InputSignature][] => [[modality, { dims: [1, 'time', size] }], [`${modality}.mask`, { dims: [1, 'time'] }]]);
  const past = plans.flatMap(({ kvHeads, headDim }, layer) => PARTS.map((part): [string, InputSignature] => [`past/${layer}/${part}`, { dims: [1, kvHeads, part.startsWith('last') ? 1 : `past.${layer}`, headDim] }]));
  const inputs = Object.fromEntries<InputSignature>([...frames, ['seen', { dims: [1] }], ...past]);
  return exportOnnx({ name, inputs, predict: (scope, batch) => step(scope, batch, { options, head, modalities, layers: plans.length }) }, weights);
}

function step(scope: Scope, batch: Tensors, { options, head, modalities, layers }: Pick<StepSource, 'options' | 'head' | 'modalities'> & { readonly layers: number }): Tensors {
  const inputs = Object.fromEntries(Object.keys(modalities).map((name) => [name, { values: batch[name]!, mask: batch[`${name}.mask`]! }]));
  const past = Array.from({ length: layers }, (_, layer): AttentionPast => {
    const part = (name: string) => batch[`past/${layer}/${name}`]!;
    return { seen: { keys: part('keys'), values: part('values') }, last: { keys: part('last-keys'), values: part('last-values') } };
  });
  const { frames, next } = temporalTransformer(scope.in('fusion'), inputs, options, { past, before: batch.seen! });
  const kept = next.flatMap(({ seen, last }, layer) => [seen.keys, seen.values, last.keys, last.values].map((tensor, part) => [`next/${layer}/${PARTS[part]!}`, tensor] as const));
  return { ...head.outputs(scope.in('head'), frames), ...Object.fromEntries(kept) };
}

function firstState(plans: readonly TransformerLayerPlan[]): State {
  const layers = plans.flatMap(({ kvHeads, headDim }, layer) => PARTS.map((part) => {
    const rows = part.startsWith('last') ? 1 : 0;
    return [`past/${layer}/${part}`, float32(new Float32Array(kvHeads * rows * headDim), 1, kvHeads, rows, headDim)] as const;
  }));
  return { seen: float32(Float32Array.of(0), 1), ...Object.fromEntries(layers) };
}

function nextState(plans: readonly TransformerLayerPlan[], { seen, outputs }: { readonly seen: number; readonly outputs: State }): State {
  const layers = plans.flatMap(({ window = Infinity }, layer) => PARTS.map((part) => [`past/${layer}/${part}`, lastRows(outputs[`next/${layer}/${part}`]!, window)] as const));
  return { seen: float32(Float32Array.of(seen), 1), ...Object.fromEntries(layers) };
}

/** The last `most` rows of `[1, G, P, d]`. */
function lastRows({ dims, data }: Tensor, most: number): Tensor {
  const [, heads, rows, size] = dims as [number, number, number, number];
  const kept = Math.min(rows, most);
  const all = data as Float32Array;
  if (kept === rows) return float32(all, ...dims);
  const cut = new Float32Array(heads * kept * size);
  for (let head = 0; head < heads; head++) cut.set(all.subarray((head * rows + rows - kept) * size, (head + 1) * rows * size), head * kept * size);
  return float32(cut, 1, heads, kept, size);
}
