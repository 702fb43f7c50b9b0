import tf from '@tensorflow/tfjs';
import { lstm } from '../../../fusion/layers/lstm.ts';
import { linear } from '../../../fusion/layers/linear.ts';
import { transformerLayer } from '../../../fusion/layers/transformer-layer.ts';
import { createHead } from '../../../fusion/heads/heads.ts';
import { FUSION_MODELS } from '../../../fusion/models/models.ts';
import { composeModel } from '../../../fusion/train/compose-model.ts';
import { batchSignature, type Layout } from '../../../fusion/train/layout.ts';
import { softmaxCrossEntropy } from '../../../runtime/ops/softmax-cross-entropy.ts';
import { adam } from '../../../runtime/train/optimizers/adam.ts';
import { randomFor } from '../../../runtime/train/random.ts';
import type { BatchSignature, TrainingStepOptions } from '../../../runtime/train/compile-training-step.ts';
import type { Loss } from '../../../runtime/train/take-step.ts';
import type { Batch } from '../../../runtime/train/trainer.ts';

type Signature = TrainingStepOptions['batch'];

/** What is trained in the bench; the same nets stand in `../peers/training.py` under the same names. */
export const TRAINING_CASES: Readonly<Record<string, () => TrainingStepOptions>> = {
  attention: () => fusionStep('attention', { frames: null, sizes: { audio: 1024, text: 1024, video: 1024 }, options: { hidden: 128, dropout: 0.3 } }),
  transformer: () => frameTransformer(0),
  'transformer-dropout': () => frameTransformer(0.1),
  bilstm: () => {
    const loss: Loss = (scope, { x, target }) => {
      const { states } = lstm(scope.in('lstm'), x!, { hidden: 64, direction: 'both' });
      return { loss: tf.mean(tf.squaredDifference(linear(scope.in('output'), states, 2), target!)) };
    };
    return { name: 'bilstm', batch: { x: { dims: [8, 300, 128] }, target: { dims: [8, 300, 2] } }, loss, optimizer: adam() };
  },
  mult: () => fusionStep('mult', { frames: 50, sizes: MER_SIZES, options: { hidden: 64, layers: 4, memoryLayers: 4, heads: 8, dropout: 0.1 } }),
};

/** Features of MERBench's strongest encoders, by modality. */
export const MER_SIZES = { audio: 1024, text: 1024, video: 768 } as const;

/** One fusion model with MER's head at MERBench's sizes: 32 clips a batch, Adam with a weight decay of 1e-5. */
export function fusionStep(
  name: keyof typeof FUSION_MODELS,
  { frames, sizes, options = {} }: { readonly frames: number | null; readonly sizes: Readonly<Record<string, number>>; readonly options?: Readonly<Record<string, number>> },
): TrainingStepOptions {
  const labels = ['neutral', 'angry', 'happy', 'sad', 'worried', 'surprise'];
  const { targets, loss } = composeModel(FUSION_MODELS[name].create(options), createHead({ name: 'mer', labels }), { modalities: Object.keys(sizes) });
  const layout: Layout = { modalities: Object.fromEntries(Object.entries(sizes).map(([modality, dimensions]) => [modality, { dimensions, length: frames }])), targets, frames: null };
  return { name, batch: batchSignature(layout, 32), loss, optimizer: adam({ weightDecay: 1e-5 }) };
}

/** Returns a batch of noise that fits; sequences end anywhere in their second half. */
export function noiseBatch(signature: Signature, seed: number): Batch {
  return Object.fromEntries(Object.entries(signature).map(([name, each]) => [name, noise(name, each, seed)]));
}

function noise(name: string, { dims, type }: BatchSignature, seed: number): Batch[string] {
  const random = randomFor(seed, name);
  const size = dims.reduce((product, dim) => product * dim, 1);
  const [clips = 1, frames = 1] = dims;
  if (type === 'int32') return Int32Array.from({ length: size }, () => Math.floor(random.uniform() * 6));
  if (name.endsWith('.weight')) return new Float32Array(size).fill(1);
  if (!name.endsWith('.mask')) return Float32Array.from({ length: size }, () => random.normal());
  const lengths = Array.from({ length: clips }, () => Math.ceil(frames * (0.5 + random.uniform() / 2)));
  return Float32Array.from({ length: size }, (_, index) => Number(index % frames < lengths[Math.floor(index / frames)]!));
}

/** Four pre-norm layers of 256 over 512 numbers a frame, a class for each frame. */
function frameTransformer(dropout: number): TrainingStepOptions {
  const loss: Loss = (scope, { x, classes }) => {
    const tokens = linear(scope.in('token'), x!, 256);
    const states = [0, 1, 2, 3].reduce((state, layer) => transformerLayer(scope.in(String(layer)), state, { heads: 4, hidden: 1024, dropout }), tokens);
    return { loss: tf.mean(softmaxCrossEntropy(linear(scope.in('scores'), states, 8), tf.oneHot(classes!, 8, 1, 0, 'float32'))) };
  };
  return { name: 'transformer', batch: { x: { dims: [16, 128, 512] }, classes: { dims: [16, 128], type: 'int32' } }, loss, optimizer: adam() };
}
