import tf from '@tensorflow/tfjs';
import { embedding } from '../../../fusion/layers/embedding.ts';
import { layerNorm } from '../../../fusion/layers/layer-norm.ts';
import { linear } from '../../../fusion/layers/linear.ts';
import { transformerLayer } from '../../../fusion/layers/transformer-layer.ts';
import { crossEntropy } from '../../../fusion/losses/cross-entropy.ts';
import { compileTrainingStep } from '../../../runtime/train/compile-training-step.ts';
import { openTrainer } from '../../../runtime/train/open-trainer.ts';
import { adamW } from '../../../runtime/train/optimizers/adam.ts';
import { randomFor, shuffled, type Random } from '../../../runtime/train/random.ts';
import type { Runtime } from '../../../runtime/runtime.ts';
import type { Scope, Tensors } from '../../../runtime/train/scope.ts';
import type { Batch } from '../../../runtime/train/trainer.ts';

const [VOCABULARY, LENGTH, BATCH] = [64, 32, 64];

/** A little language model, and how it is trained. */
export interface InductionOptions {
  readonly runtime: Runtime;
  readonly layers: number;
  readonly kvShift: boolean;
  readonly hidden: number;
  readonly rate: number;
  readonly steps: number;
  readonly seed: number;
}

/** How a training went. */
export interface InductionRun {
  readonly parameters: number;
  /** Share of right answers in each step's batch, which no step before has seen, shape `[steps]`. */
  readonly accuracy: Float32Array;
}

/**
 * Trains a causal model to tell what followed a token the last time ("KV Shifting Attention", appendix D, in small): sequences of 32 out of 64 tokens, two
 * heads, rotary positions, AdamW. It answers at the first token that it has seen before.
 */
export async function learnInduction({ runtime, layers, kvShift, hidden, rate, steps, seed }: InductionOptions): Promise<InductionRun> {
  const loss = (scope: Scope, { tokens, repeat, next }: Tensors) => {
    const first = embedding(scope.in('tokens'), tokens!, { size: VOCABULARY, dimensions: hidden });
    const scopes = Array.from({ length: layers }, (_, layer) => scope.in(String(layer)));
    const states = scopes.reduce((x, each) => transformerLayer(each, x, { heads: 2, causal: true, rotaryBase: 10_000, kvShift }), first);
    const asked = tf.sum(tf.mul(layerNorm(scope.in('norm'), states), tf.expandDims(repeat!, 2)), 1);
    const logits = linear(scope.in('output'), asked, VOCABULARY, { bias: false });
    const accuracy = tf.mean(tf.cast(tf.equal(tf.argMax(logits, 1), next!), 'float32'));
    return { loss: crossEntropy(logits, next!, tf.ones([BATCH])), metrics: { accuracy } };
  };
  const batch = { tokens: { dims: [BATCH, LENGTH], type: 'int32' }, repeat: { dims: [BATCH, LENGTH] }, next: { dims: [BATCH], type: 'int32' } } as const;
  await using trainer = await openTrainer(compileTrainingStep({ name: 'induction', batch, loss, optimizer: adamW({ weightDecay: 0.01 }) }), { runtime, seed });
  const accuracy = new Float32Array(steps);
  for (let step = 0; step < steps; step += 50) {
    const count = Math.min(50, steps - step);
    const taken = await trainer.train(Array.from({ length: count }, (_, index) => toBatch(randomFor(seed, 'induction', step + index))), new Array<number>(count).fill(rate));
    accuracy.set(taken.accuracy!, step);
  }
  return { parameters: trainer.parameters.reduce((sum, { shape }) => sum + shape.reduce((product, dim) => product * dim, 1), 0), accuracy };
}

function toBatch(random: Random): Batch {
  const batch = { tokens: new Int32Array(BATCH * LENGTH), repeat: new Float32Array(BATCH * LENGTH), next: new Int32Array(BATCH) };
  for (let row = 0; row < BATCH; row++) {
    const { tokens, repeat } = toSequence(random);
    batch.tokens.set(tokens.slice(0, LENGTH), row * LENGTH);
    batch.repeat[row * LENGTH + repeat] = 1;
    batch.next[row] = tokens[tokens.indexOf(tokens[repeat]!) + 1]!;
  }
  return batch;
}

/** Tokens drawn from half of the vocabulary, none twice in a row, up to beyond the first that was there before. */
function toSequence(random: Random): { readonly tokens: readonly number[]; readonly repeat: number } {
  const half = shuffled(VOCABULARY, random).subarray(0, LENGTH);
  const tokens: number[] = [];
  let repeat = -1;
  while (tokens.length < LENGTH || repeat === -1) {
    const token = half[Math.floor(random.uniform() * half.length)]!;
    if (token === tokens.at(-1)) continue;
    if (repeat === -1 && tokens.includes(token)) repeat = tokens.length;
    tokens.push(token);
  }
  return repeat < LENGTH ? { tokens, repeat } : toSequence(random);
}
