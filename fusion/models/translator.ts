import type { Scope } from '../../runtime/train/scope.ts';
import type { Tensor } from '@tensorflow/tfjs';

/** What an encoder makes of a sequence of shape `[B, T, D]`. */
export interface Encoded {
  /** The joint representation, shape `[B, T, hidden]`. */
  readonly joint: Tensor;
  /** The state in which a decoder begins: `[B, hidden]` over time, `[T, hidden]` over the batch. */
  readonly state: Tensor;
  /** Shape `[B, T]`: 1 at the clip's frames. */
  readonly extent: Tensor;
}

/** Sizes of a translator. */
export interface TranslatorOptions {
  readonly hidden: number;
  readonly dropout: number;
  /** Probability with which a decoder is shown the true last frame instead of its own, while training. */
  readonly teacherForcing: number;
}

/** Turns sequences of one modality into those of another: the two halves of a sequence-to-sequence network with attention. */
export interface Translator {
  encode(scope: Scope, source: Tensor, extent: Tensor): Encoded;
  /** Returns the translation, shape `[B, T, D]` as `target`, which teaches it. */
  decode(scope: Scope, encoded: Encoded, target: Tensor): Tensor;
}
