import { CLASSES } from './classes.ts';
import type { Example } from './examples.ts';
import { fitLogistic, predictLogistic, type LogisticModel } from './fit-logistic.ts';
import type { Outcome } from './score.ts';

/** Strength of the data against the penalty on the weights; chosen on the folds among 0.001, 0.003 and 0.01. */
const STRENGTH = 0.01;

/** Returns the head fitted to `examples`. */
export function fitHead(examples: readonly Example[]): LogisticModel {
  return fitLogistic({ features: examples.map(({ features }) => features), labels: examples.map(({ label }) => label), classes: CLASSES.length }, STRENGTH);
}

/** Returns every example's probabilities from a head that never heard its speaker; `folds` groups of neighbouring speakers. */
export function crossValidate(training: readonly Example[], testing: readonly Example[], folds: number): Float64Array[] {
  const speakers = [...new Set(training.map(({ speaker }) => speaker))].sort();
  const foldOf = (example: Example): number => Math.floor((speakers.indexOf(example.speaker) * folds) / speakers.length);
  const models = Array.from({ length: folds }, (_, fold) => fitHead(training.filter((example) => foldOf(example) !== fold)));
  return testing.map((example) => predictLogistic(models[foldOf(example)]!, example.features));
}

/** Returns the outcome for each window. */
export function windowOutcomes(examples: readonly Example[], probabilities: readonly Float64Array[]): Outcome[] {
  return examples.map(({ label, speaker }, i) => ({ actual: label, speaker, predicted: indexOfHighest(probabilities[i]!) }));
}

/** Returns the outcome for each clip: the class with the highest product of probabilities over its windows. */
export function clipOutcomes(examples: readonly Example[], probabilities: readonly Float64Array[]): Outcome[] {
  const clips = Map.groupBy(
    examples.map((example, i) => ({ example, logarithms: probabilities[i]!.map(Math.log) })),
    ({ example }) => example.clip,
  );
  return [...clips.values()].map((windows) => {
    const sums = CLASSES.map((_, c) => windows.reduce((sum, { logarithms }) => sum + logarithms[c]!, 0));
    const { label, speaker } = windows[0]!.example;
    return { actual: label, speaker, predicted: indexOfHighest(sums) };
  });
}

function indexOfHighest(values: ArrayLike<number>): number {
  let best = 0;
  for (let i = 1; i < values.length; i++) if (values[i]! > values[best]!) best = i;
  return best;
}
