import { FUSION_MODELS } from '../../../fusion/models/models.ts';
import { sequenceInputs, unalignedInputs } from './sequence-inputs.ts';
import type golden from './golden/sequence-models.json';
import type { FusionModel, ModalityInputs } from '../../../fusion/models/fusion-model.ts';

const MEMORY = { hidden: 6, memory: 4, dropout: 0, modalityDropout: 0 };
const MCTN = { hidden: 6, dropout: 0, teacherForcing: 0.5 };
const MULT = { hidden: 4, heads: 2, layers: 2, memoryLayers: 2, dropout: 0 };
const TCN = { channels: 6, blocks: 2, size: 3, dropout: 0 };
const TRANSFORMER = { hidden: 8, heads: 2, layers: 2, window: 1, dropout: 0 };

/** A model, small enough to be computed by hand, and its name in the golden file. */
export interface SequenceCase {
  readonly name: keyof typeof golden.cases;
  readonly model: FusionModel;
  readonly output?: 'clip' | 'frame';
}

export const SEQUENCE_CASES: readonly SequenceCase[] = [
  { name: 'ef-lstm', model: FUSION_MODELS['ef-lstm'].create({ hidden: 6, dropout: 0, bidirectional: true }) },
  { name: 'mfn', model: FUSION_MODELS.mfn.create(MEMORY) },
  { name: 'mfn, frames', model: FUSION_MODELS.mfn.create(MEMORY), output: 'frame' },
  { name: 'graph-mfn', model: FUSION_MODELS['graph-mfn'].create({ ...MEMORY, inner: 7 }) },
  { name: 'graph-mfn, as published', model: FUSION_MODELS['graph-mfn'].create({ ...MEMORY, inner: 7, graph: 'as-published' }) },
  { name: 'mfm', model: FUSION_MODELS.mfm.create(MEMORY) },
  { name: 'mctn', model: FUSION_MODELS.mctn.create(MCTN) },
  { name: 'mctn, frames', model: FUSION_MODELS.mctn.create(MCTN), output: 'frame' },
  { name: 'mctn, as published', model: FUSION_MODELS.mctn.create({ ...MCTN, recurrence: 'as-published' }) },
  { name: 'mult', model: FUSION_MODELS.mult.create(MULT) },
  { name: 'mult, frames', model: FUSION_MODELS.mult.create(MULT), output: 'frame' },
  { name: 'mult, aligned and causal', model: FUSION_MODELS.mult.create({ ...MULT, aligned: true, causal: true }) },
  { name: 'mult, aligned frames', model: FUSION_MODELS.mult.create({ ...MULT, aligned: true }), output: 'frame' },
  { name: 'tcn', model: FUSION_MODELS.tcn.create(TCN) },
  { name: 'tcn, causal frames', model: FUSION_MODELS.tcn.create({ ...TCN, causal: true }), output: 'frame' },
  { name: 'transformer', model: FUSION_MODELS.transformer.create(TRANSFORMER) },
  { name: 'transformer, frames', model: FUSION_MODELS.transformer.create(TRANSFORMER), output: 'frame' },
];

/** Returns the inputs of the golden script that suit the model. */
export function inputsOf({ takes }: FusionModel, padding = 0): ModalityInputs {
  return takes === 'unaligned' ? unalignedInputs({ padding }) : sequenceInputs({ padding });
}
