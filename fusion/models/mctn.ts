import tf from '@tensorflow/tfjs';
import { linear } from '../layers/linear.ts';
import { lstm } from '../layers/lstm.ts';
import { toAlignedSequences, type AlignedSequences } from './aligned-sequences.ts';
import { sequenceError } from './sequence-error.ts';
import { translateOverBatch } from './translate-over-batch.ts';
import { translateOverTime } from './translate-over-time.ts';
import type { FusionModel } from './fusion-model.ts';
import type { ModelOptions, OptionValues } from './model-options.ts';
import type { Translator } from './translator.ts';
import type { Sequence } from './sequences.ts';
import type { Scope } from '../../runtime/train/scope.ts';
import type { Tensor } from '@tensorflow/tfjs';

/** Options of `mctn`, with MERBench's search; the defaults are those of Wen et al. (2024). */
export const MCTN_OPTIONS = {
  hidden: { default: 256, minimum: 1, maximum: 4096, integer: true, search: [64, 128, 256] },
  dropout: { default: 0.2, minimum: 0, maximum: 0.95, search: [0, 0.1, 0.2, 0.3] },
  /** Probability with which a decoder is shown the true last frame while training. */
  teacherForcing: { default: 0.3, minimum: 0, maximum: 1, search: [0.3, 0.5] },
  /** Weight of the translations' errors in the loss. */
  translation: { default: 0.5, minimum: 0, maximum: 1000, search: [0.1, 0.3, 0.5, 0.8, 1] },
  /** `'as-published'` recurs over the clips of a batch instead of over time, as MERBench's code and that of Wen et al. do. */
  recurrence: { default: 'time', values: ['time', 'as-published'] },
} as const satisfies ModelOptions;

type MctnOptions = OptionValues<typeof MCTN_OPTIONS>;

/**
 * Returns the multimodal cyclic translation network (Pham et al., "Found in Translation", 2019). The first modality, the source, is translated into the second and that
 * translation back into the first by the same network; what its encoder makes of the source is translated into the third modality, and so on. The last
 * joint representation goes through an LSTM: its last state for a clip, both directions for frames. The loss, while training, is `translation` times the
 * sum of the translations' mean squared errors, over the frames that a clip has.
 *
 * Only the source is read outside training: a clip without it gets the features of an empty one. Name the modality that is always there first (the
 * published order is text, video, audio).
 */
export function mctn(options: MctnOptions): FusionModel {
  const translator = options.recurrence === 'time' ? translateOverTime(options) : translateOverBatch(options);
  return {
    name: 'mctn',
    takes: 'aligned',
    perFrame: true,
    fuse(scope, inputs, output) {
      const aligned = toAlignedSequences('mctn', inputs, 2);
      const { joint, loss } = translateAll(scope, aligned, translator);
      const { hidden, dropout, translation } = options;
      const read = lstm(scope.in('readout').in('lstm'), joint, { hidden, mask: aligned.extent, direction: output === 'clip' ? 'forward' : 'both' });
      const features = output === 'clip' ? linear(scope.in('readout'), scope.dropout(read.last, dropout), hidden) : read.states;
      return { features, loss: loss && tf.mul(loss, translation) };
    },
  };
}

/** Translates the first modality into all others in turn. The decoders are of no use but for the loss, so they run while training only. */
function translateAll(scope: Scope, aligned: AlignedSequences, translator: Translator): { readonly joint: Tensor; readonly loss: Tensor | undefined } {
  const { extent } = aligned;
  const [source, ...targets] = widen(aligned.sequences) as [Sequence, ...Sequence[]];
  const errors: Tensor[] = [];
  let joint = source.values;
  targets.forEach((target, index) => {
    const part = scope.in(`to-${target.name}`);
    const encoded = translator.encode(part, joint, extent);
    joint = encoded.joint;
    if (!scope.training) return;
    const there = translator.decode(part, encoded, target.values);
    errors.push(sequenceError(target.values, there, tf.mul(target.mask, source.present)));
    if (index > 0) return;
    const back = translator.decode(part, translator.encode(part, there, extent), source.values);
    errors.push(sequenceError(source.values, back, source.mask));
  });
  const loss = scope.training ? errors.reduce((sum, error) => tf.add(sum, error)) : undefined;
  return { joint: tf.mul(joint, tf.expandDims(source.present, 2)), loss };
}

/** Zeros at the end of each frame make all modalities as wide as the widest, since one network translates both ways. */
function widen(sequences: readonly Sequence[]): readonly Sequence[] {
  const width = Math.max(...sequences.map(({ values }) => values.shape[2]!));
  return sequences.map((sequence) => ({ ...sequence, values: tf.pad(sequence.values, [[0, 0], [0, 0], [0, width - sequence.values.shape[2]!]]) }));
}
