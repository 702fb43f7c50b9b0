import { alignLinear } from './align-linear.ts';
import { alignMeanPool } from './align-mean-pool.ts';
import { alignMerbench } from './align-merbench.ts';
import { alignNearest } from './align-nearest.ts';
import { alignWen } from './align-wen.ts';
import { convolutionalAlignment, type ConvolutionalAlignmentOptions } from './convolutional-alignment.ts';
import type { Scope } from '../../runtime/train/scope.ts';
import type { ModalityInput } from '../models/fusion-model.ts';
import type { AlignedSequence, AlignOptions, FeatureSequence } from './feature-sequence.ts';
import type { Timeline } from './timeline.ts';

/** A way to bring features onto a timeline: before training, or as a part of the model. */
export type Alignment =
  | { readonly kind: 'resampling'; readonly align: (sequence: FeatureSequence, timeline: Timeline, options?: AlignOptions) => AlignedSequence }
  | { readonly kind: 'learned'; readonly align: (scope: Scope, input: ModalityInput, options: ConvolutionalAlignmentOptions) => ModalityInput };

/** Alignments by the names that configurations use. */
export const ALIGNMENTS = {
  linear: { kind: 'resampling', align: alignLinear },
  nearest: { kind: 'resampling', align: alignNearest },
  'mean-pool': { kind: 'resampling', align: alignMeanPool },
  /** By numbers of rows, zeros in front, as MERBench. */
  merbench: { kind: 'resampling', align: alignMerbench },
  /** By numbers of rows, stretched, as Wen et al. (2024). */
  wen: { kind: 'resampling', align: alignWen },
  convolution: { kind: 'learned', align: convolutionalAlignment },
} as const satisfies Record<string, Alignment>;
