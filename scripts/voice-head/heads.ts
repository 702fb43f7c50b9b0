import { VOICE_FEATURES } from '../../extractors/audio/windows/voice-features.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { CLASSES, EMOTIONS } from './classes.ts';
import type { Example } from './examples.ts';
import { fitLogistic, predictLogistic } from './fit-logistic.ts';
import { fitNetwork, type Network, type NetworkPlan } from './fit-network.ts';
import { predictNetwork } from './predict-network.ts';

/** Returns the probabilities of one example. */
export type Judge = (example: Example) => Float64Array;

/** Resolves with a judge that learnt from `examples`. */
export type Fit = (examples: readonly Example[]) => Promise<Judge>;

/** Chosen by hand: two plans were tried on the folds, differing in members only. */
export const PLAN: NetworkPlan = {
  classes: EMOTIONS.length,
  members: 4,
  hidden: 64,
  dropout: { features: 0.2, hidden: 0.5 },
  smoothing: 0.1,
  decay: 0.01,
  rate: 0.002,
  epochs: 20,
  batch: 256,
  seed: 1,
};

/** Resolves with the network of the head; each emotion counts alike, however many windows it has. */
export async function fitHead(examples: readonly Example[], runtime: Runtime): Promise<Network> {
  const counts = EMOTIONS.map((_, emotion) => examples.filter((example) => example.emotion === emotion).length);
  const weights = examples.map(({ emotion }) => examples.length / (EMOTIONS.length * counts[emotion]!));
  return fitNetwork({ features: examples.map(({ features }) => features), labels: examples.map(({ emotion }) => emotion), weights }, PLAN, runtime);
}

/** The head. */
export function networkFit(runtime: Runtime): Fit {
  return async (examples) => {
    const network = await fitHead(examples, runtime);
    return ({ features }) => predictNetwork(network, features);
  };
}

/** The head of version 0.1, to compare: logistic regression on `VOICE_FEATURES`, which come first, of undamaged recordings. */
export const formerFit: Fit = (examples) => {
  const sound = examples.filter(({ damage }) => damage === 'none');
  const model = fitLogistic({ features: sound.map(voiceOf), labels: sound.map(({ label }) => label), classes: CLASSES.length }, 0.01);
  return Promise.resolve((example) => predictLogistic(model, voiceOf(example)));
};

function voiceOf({ features }: Example): Float32Array {
  return features.subarray(0, VOICE_FEATURES.length);
}
