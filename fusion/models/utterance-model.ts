import type { Scope } from '../../runtime/train/scope.ts';
import type { Fused, FusionModel, ModalityInputs } from './fusion-model.ts';

/** Returns the model `name` that fuses one vector a modality and clip; shapes are checked before `fuse` sees them. */
export function utteranceModel(name: string, fuse: (scope: Scope, inputs: ModalityInputs) => Fused): FusionModel {
  return {
    name,
    takes: 'utterance',
    perFrame: false,
    fuse(scope, inputs, output) {
      if (output === 'frame') throw new RangeError(`${name}: gives one vector a clip, not one a frame. Choose a model for sequences.`);
      check(name, inputs);
      return fuse(scope, inputs);
    },
  };
}

function check(name: string, inputs: ModalityInputs): void {
  const modalities = Object.entries(inputs);
  if (modalities.length === 0) throw new RangeError(`${name}: is given no modality. Give it one at least.`);
  const batch = modalities[0]![1].values.shape[0];
  for (const [modality, { values, mask }] of modalities) {
    if (values.rank === 2 && mask.rank === 1 && values.shape[0] === batch && mask.shape[0] === batch) continue;
    throw new RangeError(
      `${name}: ${modality} has features [${values.shape.join(', ')}] and a mask [${mask.shape.join(', ')}], not [${batch}, D] and [${batch}]. ` +
        'Give one vector a clip: the mean over time of a sequence.',
    );
  }
}
