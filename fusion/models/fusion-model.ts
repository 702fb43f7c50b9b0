import type { Scope } from '../../runtime/train/scope.ts';
import type { FramePlaces, TransformerStates } from './temporal-transformer.ts';
import type { Tensor } from '@tensorflow/tfjs';

/** The features of one modality in a batch. Values where the mask is 0 are ignored, whatever they are (but never NaN). */
export interface ModalityInput {
  /** Shape `[B, D]` (one vector a clip) or `[B, T, D]` (a sequence). */
  readonly values: Tensor;
  /** Shape `[B]` or `[B, T]`, float: 1 where there is a feature, 0 where it is missing or padding (at the end). */
  readonly mask: Tensor;
}

/** Modalities by name, in the order of the configuration: `{ audio, text, video }`. */
export type ModalityInputs = Readonly<Record<string, ModalityInput>>;

/** What a fusion model makes of a batch. */
export interface Fused {
  /** Shape `[B, H]`, or `[B, T, H]` when one vector a frame was asked for. */
  readonly features: Tensor;
  /** The model's own loss, a scalar to be added to the heads' losses: reconstruction, contrast, … */
  readonly loss?: Tensor | undefined;
  /** Weights of the modalities, shape `[B, M]` or `[B, T, M]`, where the model has some: shown to users. */
  readonly weights?: Tensor | undefined;
}

/** Rotary positions of a model, and what its configuration says of their reach. */
export interface RotaryUse {
  /** What to do when they do not reach far enough. */
  readonly check: 'error' | 'warn' | 'off';
  /** Positions are divided by it. */
  readonly positionScale: number;
  /** By layer; a frame sees at most `window` frames to either side, all when it is absent. */
  readonly layers: readonly { readonly headDim: number; readonly rotaryBase: number; readonly window?: number }[];
}

/** A model that fuses modalities. It holds no parameters: they live in the scope. */
export interface FusionModel {
  /** Name in configurations: `'mult'`. */
  readonly name: string;
  /**
   * What it takes: one vector a clip (`[B, D]`), sequences on one timeline (all the same T), or sequences that each have their own T.
   * `'utterance'` models are given the mean over time of sequences.
   */
  readonly takes: 'utterance' | 'aligned' | 'unaligned';
  /** True when `fuse` can give one vector a frame (of the first modality's timeline where they differ). */
  readonly perFrame: boolean;
  /** Where the model has rotary positions. */
  readonly rotary?: RotaryUse | undefined;
  /** Returns what happens inside the model, for frames at any positions; `transformer` only. It asks the scope for what `fuse` asks for. */
  readonly trace?: ((scope: Scope, inputs: ModalityInputs, places?: FramePlaces) => TransformerStates) | undefined;
  /**
   * Returns the fused features. A missing modality (mask 0 everywhere) adds nothing; a clip in which all are missing gets finite features.
   *
   * @throws RangeError when a shape does not suit the model
   */
  fuse(scope: Scope, inputs: ModalityInputs, output: 'clip' | 'frame'): Fused;
}
