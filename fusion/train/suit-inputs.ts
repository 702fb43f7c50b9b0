import tf from '@tensorflow/tfjs';
import { maskedMean } from '../layers/masked-mean.ts';
import type { FusionModel, ModalityInput, ModalityInputs } from '../models/fusion-model.ts';

/**
 * Returns the inputs in the form that `model` takes: the mean over the valid frames of sequences for a model of utterances (unless it
 * is to give one vector a frame), a single vector as a sequence of one frame for the others.
 *
 * @throws RangeError when the sequences of an aligned model differ in length
 */
export function suitInputs(inputs: ModalityInputs, model: FusionModel, output: 'clip' | 'frame'): ModalityInputs {
  const suit = model.takes === 'utterance' && output === 'clip' ? toUtterance : toSequence;
  const suited = Object.fromEntries(Object.entries(inputs).map(([name, input]) => [name, suit(input)]));
  if (model.takes !== 'unaligned') checkLengths(suited, model.name);
  return suited;
}

function toUtterance(input: ModalityInput): ModalityInput {
  return input.values.rank === 2 ? input : { values: maskedMean(input.values, input.mask), mask: tf.max(input.mask, 1) };
}

function toSequence(input: ModalityInput): ModalityInput {
  return input.values.rank === 3 ? input : { values: tf.expandDims(input.values, 1), mask: tf.expandDims(input.mask, 1) };
}

function checkLengths(inputs: ModalityInputs, model: string): void {
  const lengths = Object.entries(inputs).map(([name, { values }]) => ({ name, length: values.rank === 3 ? values.shape[1]! : 1 }));
  if (new Set(lengths.map(({ length }) => length)).size <= 1) return;
  throw new RangeError(`${model}: the modalities differ in length (${lengths.map(({ name, length }) => `${name} ${length}`).join(', ')}). Align them onto one timeline.`);
}
