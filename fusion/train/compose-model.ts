import tf from '@tensorflow/tfjs';
import { convolutionalAlignment } from '../align/convolutional-alignment.ts';
import { suitInputs } from './suit-inputs.ts';
import type { Scope, Tensors } from '../../runtime/train/scope.ts';
import type { Head } from '../heads/head.ts';
import type { Fused, FusionModel, ModalityInputs } from '../models/fusion-model.ts';
import type { FramePlaces, TransformerStates } from '../models/temporal-transformer.ts';
import type { Tensor } from '@tensorflow/tfjs';

/** A fusion model and its head as two plain functions of a scope and a batch, ready to be traced. */
export interface Model {
  /** Keys of the batch that `loss` reads beside the modalities; all are required. */
  readonly targets: readonly string[];
  /** Returns the loss, a scalar, and its parts: one a task, and `model` where the fusion model has a loss of its own. */
  readonly loss: (scope: Scope, batch: Tensors) => { readonly loss: Tensor; readonly metrics: Tensors; readonly reports?: Tensors };
  /** Returns the head's outputs, and `weights` where the fusion model has some. Reads no targets. */
  readonly predict: (scope: Scope, batch: Tensors) => Tensors;
  /** Returns what happens inside the fusion model, where it can tell. Reads no targets. */
  readonly trace?: ((scope: Scope, batch: Tensors, places?: FramePlaces) => TransformerStates) | undefined;
}

/** What a batch holds and what is wanted of it. */
export interface ComposeOptions {
  /** Names of the modalities, in the order in which models concatenate them. */
  readonly modalities: readonly string[];
  /** One prediction a clip (default) or a frame. */
  readonly output?: 'clip' | 'frame' | undefined;
  /** Brings all modalities onto one timeline by learned convolutions. */
  readonly alignment?: LearnedAlignment | undefined;
}

/** Onto which modality's timeline the others are brought. */
export interface LearnedAlignment {
  readonly onto: string;
  /** Rate of each modality, Hz. */
  readonly rates: Readonly<Record<string, number>>;
  /** Channels of the modalities that are brought there. */
  readonly channels: number;
  /** Taps of their filters: see `convolutionalAlignment`. */
  readonly size?: number | undefined;
}

/**
 * Returns `model` with `head`. For each modality a batch holds `<modality>`, `[B, D]` or `[B, T, D]`, and `<modality>.mask`, `[B]` or
 * `[B, T]`. Models of utterances are given the mean over the valid frames, models of sequences a single vector as one frame.
 *
 * @throws RangeError when `output` is `'frame'` and the model gives one vector a clip; while tracing, when the batch lacks a key or
 * modalities of an aligned model differ in length
 */
export function composeModel(model: FusionModel, head: Head, options: ComposeOptions): Model {
  const fuse = composeFusion(model, options);
  const { trace } = model;
  return {
    targets: head.targets,
    ...(trace && { trace: (scope: Scope, batch: Tensors, places?: FramePlaces) => trace(scope.in('fusion'), readInputs(scope, batch, { model, ...options, output: 'frame' }), places) }),
    predict(scope, batch) {
      const { features, weights } = fuse(scope, batch);
      return { ...head.outputs(scope.in('head'), features), ...(weights && { weights }) };
    },
    loss(scope, batch) {
      const { features, loss: own } = fuse(scope, batch);
      const targets = Object.fromEntries(head.targets.map((name) => [name, read(batch, name)]));
      const { loss, parts } = head.loss(scope.in('head'), head.outputs(scope.in('head'), features), targets);
      return own === undefined ? { loss, metrics: parts } : { loss: tf.add(loss, own), metrics: { ...parts, model: own } };
    },
  };
}

/**
 * Returns what fuses a batch, without a head.
 *
 * @throws RangeError as `composeModel`
 */
export function composeFusion(model: FusionModel, options: ComposeOptions): (scope: Scope, batch: Tensors) => Fused {
  const { output = 'clip' } = options;
  if (output === 'frame' && !model.perFrame) throw new RangeError(`${model.name}: it gives one vector a clip and a prediction a frame was asked for. Choose another model, or \`output: "clip"\`.`);
  return (scope, batch) => model.fuse(scope.in('fusion'), readInputs(scope, batch, { model, ...options, output }), output);
}

function readInputs(scope: Scope, batch: Tensors, { model, modalities, output, alignment }: ComposeOptions & { readonly model: FusionModel; readonly output: 'clip' | 'frame' }): ModalityInputs {
  const inputs = Object.fromEntries(modalities.map((name) => [name, { values: read(batch, name), mask: read(batch, `${name}.mask`) }]));
  const aligned = alignment === undefined ? inputs : align(scope.in('align'), inputs, alignment);
  return suitInputs(aligned, model, output);
}

function read(batch: Tensors, name: string): Tensor {
  const tensor = (batch as Readonly<Record<string, Tensor | undefined>>)[name];
  if (tensor === undefined) throw new RangeError(`batch: there is no "${name}" among ${Object.keys(batch).join(', ')}. Add it to the batch.`);
  return tensor;
}

function align(scope: Scope, inputs: ModalityInputs, { onto, rates, channels, size }: LearnedAlignment): ModalityInputs {
  const rateOf = (name: string) => (rates as Readonly<Record<string, number | undefined>>)[name] ?? noRate(name, rates);
  const target = (inputs as Readonly<Record<string, ModalityInputs[string] | undefined>>)[onto];
  if (target?.values.rank !== 3) throw new RangeError(`learned alignment: there is no sequence "${onto}" among ${Object.keys(inputs).join(', ')}. Name one of them as \`onto\`.`);
  const length = target.values.shape[1]!;
  const aligned = Object.entries(inputs).map(([name, input]) => {
    if (name === onto || input.values.rank !== 3) return [name, input] as const;
    return [name, convolutionalAlignment(scope.in(name), input, { fromRate: rateOf(name), toRate: rateOf(onto), channels, size, length })] as const;
  });
  return Object.fromEntries(aligned);
}

function noRate(name: string, rates: Readonly<Record<string, number>>): never {
  throw new RangeError(`learned alignment: the rate of "${name}" is not among those of ${Object.keys(rates).join(', ')}. Give it in Hz.`);
}
