import tf from '@tensorflow/tfjs';
import { expect, test } from 'vitest';
import { FUSION_MODELS } from '../../../fusion/models/models.ts';
import { eagerScope } from '../layers/eager-scope.ts';
import { inputsOf, SEQUENCE_CASES } from './sequence-cases.ts';
import { sequenceInputs, unalignedInputs } from './sequence-inputs.ts';
import type { FusionModel, Fused, ModalityInputs } from '../../../fusion/models/fusion-model.ts';
import type { Tensor } from '@tensorflow/tfjs';

/** The inputs with all modalities of the last clip missing. */
function withoutLastClip(inputs: ModalityInputs): ModalityInputs {
  const keep = tf.tensor2d([[1], [1], [0]]);
  return Object.fromEntries(Object.entries(inputs).map(([name, { values, mask }]) => [name, { values, mask: tf.mul(mask, keep) }]));
}

const objective = ({ features, loss }: Fused) => tf.add(tf.sum(tf.square(features)), loss ?? 0);
const isFinite = (tensor: Tensor) => tensor.dataSync().every(Number.isFinite);

test.each(SEQUENCE_CASES)('$name: a clip without any modality gets finite features, and leaves the gradients finite', ({ model, output = 'clip' }) => {
  const parameters = new Map<string, Tensor>();
  const inputs = withoutLastClip(inputsOf(model));
  const fuse = () => model.fuse(eagerScope({ parameters, training: true }), inputs, output);
  expect(isFinite(fuse().features)).toBe(true);
  for (const [path, tensor] of parameters) parameters.set(path, tf.variable(tensor));
  const { value, grads } = tf.variableGrads(() => objective(fuse()).asScalar(), [...parameters.values()] as tf.Variable[]);
  expect([value, ...Object.values(grads)].every(isFinite)).toBe(true);
});

test.each(SEQUENCE_CASES)('$name: what lies under the mask has no gradient', ({ model, output = 'clip' }) => {
  const { audio, ...others } = inputsOf(model) as ModalityInputs & { readonly audio: ModalityInputs[string] };
  const parameters = new Map<string, Tensor>();
  const slope = tf.grad((values) => objective(model.fuse(eagerScope({ parameters }), { audio: { ...audio, values }, ...others }, output)))(audio.values);
  const hidden = tf.sum(tf.abs(tf.mul(slope, tf.sub(1, tf.expandDims(audio.mask, 2)))));
  expect(hidden.dataSync()[0]).toBe(0);
  expect(tf.sum(tf.abs(slope)).dataSync()[0]).toBeGreaterThan(0);
});

test.each<[string, FusionModel, string[]]>([
  ['two modalities', FUSION_MODELS.mfn.create({ hidden: 6, memory: 4 }), ['audio', 'video']],
  ['two modalities', FUSION_MODELS['graph-mfn'].create({ hidden: 6, memory: 4 }), ['audio', 'video']],
  ['two modalities', FUSION_MODELS.mfm.create({ hidden: 6, memory: 4 }), ['audio', 'video']],
  ['two modalities', FUSION_MODELS.mctn.create({ hidden: 6 }), ['audio', 'video']],
  ['two modalities', FUSION_MODELS.mult.create({ hidden: 4, heads: 2 }), ['audio', 'video']],
  ['one modality', FUSION_MODELS['ef-lstm'].create({ hidden: 6 }), ['video']],
  ['one modality', FUSION_MODELS.transformer.create({ hidden: 8, heads: 2 }), ['video']],
  ['one modality', FUSION_MODELS.tcn.create({ channels: 6 }), ['video']],
])('%s are enough for %o', (_, model, names) => {
  const inputs = Object.fromEntries(Object.entries(inputsOf(model)).filter(([name]) => names.includes(name)));
  const { features } = model.fuse(eagerScope({ training: true }), inputs, 'clip');
  expect(features.shape[0]).toBe(3);
  expect(isFinite(features)).toBe(true);
});

test('four modalities go through the graph of all their sets', () => {
  const inputs = sequenceInputs();
  const model = FUSION_MODELS['graph-mfn'].create({ hidden: 6, memory: 4 });
  const { features, weights } = model.fuse(eagerScope(), { ...inputs, pose: inputs.audio! }, 'frame');
  expect(features.shape).toEqual([3, 5, 6]);
  expect(weights?.shape).toEqual([3, 5, 4]);
});

test('sequences of one frame, from vectors of clips, are fused', () => {
  const one = Object.fromEntries(Object.entries(sequenceInputs()).map(([name, { values, mask }]) => [name, { values: tf.slice(values, [0, 0, 0], [3, 1, -1]), mask: tf.slice(mask, [0, 0], [3, 1]) }]));
  for (const { model, output = 'clip' } of SEQUENCE_CASES) expect(isFinite(model.fuse(eagerScope({ training: true }), one, output).features)).toBe(true);
});

test('a single clip can be trained on with the published recurrence, which then has nobody to learn from', () => {
  const one = Object.fromEntries(Object.entries(sequenceInputs()).map(([name, { values, mask }]) => [name, { values: tf.slice(values, 0, 1), mask: tf.slice(mask, 0, 1) }]));
  const { loss } = FUSION_MODELS.mctn.create({ hidden: 6, recurrence: 'as-published' }).fuse(eagerScope({ training: true }), one, 'clip');
  expect(isFinite(loss!)).toBe(true);
});

test('the published MCTN gives a clip other features in another batch, the correct one does not (trap 33)', () => {
  const batch = sequenceInputs();
  const alone = Object.fromEntries(Object.entries(batch).map(([name, { values, mask }]) => [name, { values: tf.slice(values, 0, 1), mask: tf.slice(mask, 0, 1) }]));
  const change = (recurrence: string) => {
    const model = FUSION_MODELS.mctn.create({ hidden: 6, recurrence });
    const [inBatch, byItself] = [batch, alone].map((inputs) => tf.slice(model.fuse(eagerScope(), inputs, 'clip').features, 0, 1)) as [Tensor, Tensor];
    return tf.max(tf.abs(tf.sub(inBatch, byItself))).dataSync()[0]!;
  };
  expect(change('time')).toBeLessThan(1e-6);
  expect(change('as-published')).toBeGreaterThan(1e-3);
});

test.each<[string, FusionModel, ModalityInputs, string]>([
  ['one modality where two are needed', FUSION_MODELS.mfn.create(), { audio: sequenceInputs().audio! }, 'mfn: it fuses 1 modalities (audio). Give at least 2.'],
  ['different lengths on one timeline', FUSION_MODELS.tcn.create(), unalignedInputs(), 'different numbers of frames: audio 5, text 4, video 6. Align them first.'],
  ['vectors in place of sequences', FUSION_MODELS.tcn.create(), { audio: { values: tf.ones([3, 4]), mask: tf.ones([3]) } }, 'tcn: the shape of "audio" is [3, 4], of its mask [3]. Give sequences [B, T, D] with masks [B, T].'],
])('%s are refused', (_, model, inputs, message) => {
  expect(() => model.fuse(eagerScope(), inputs, 'clip')).toThrow(message);
});
