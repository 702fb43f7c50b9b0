import { CLASS_OF, CLASSES, EMOTIONS } from './classes.ts';
import type { Example } from './examples.ts';
import type { Outcome } from './score.ts';

/** One window with the probabilities that a head gives it. */
export interface Judged {
  readonly example: Example;
  /** Over `EMOTIONS`, or over `CLASSES`. */
  readonly probabilities: Float64Array;
}

/** Returns the outcome of each window over `CLASSES`. */
export function windowOutcomes(judged: readonly Judged[]): Outcome[] {
  return judged.map(({ example, probabilities }) => ({ actual: example.label, speaker: example.speaker, predicted: indexOfHighest(toClasses(probabilities)) }));
}

/** Returns the outcome of each clip over `CLASSES`: the class with the highest product of probabilities over its windows. */
export function clipOutcomes(judged: readonly Judged[]): Outcome[] {
  return clipsOf(judged).map((windows) => ({ actual: windows[0]!.example.label, speaker: windows[0]!.example.speaker, predicted: mostLikely(windows.map(({ probabilities }) => toClasses(probabilities))) }));
}

/** As `clipOutcomes`, over `EMOTIONS`. */
export function emotionOutcomes(judged: readonly Judged[]): Outcome[] {
  return clipsOf(judged).map((windows) => ({ actual: windows[0]!.example.emotion, speaker: windows[0]!.example.speaker, predicted: mostLikely(windows.map(({ probabilities }) => probabilities)) }));
}

function clipsOf(judged: readonly Judged[]): (readonly Judged[])[] {
  return [...Map.groupBy(judged, ({ example }) => example.clip).values()];
}

function toClasses(probabilities: Float64Array): Float64Array {
  if (probabilities.length !== EMOTIONS.length) return probabilities;
  const classes = new Float64Array(CLASSES.length);
  probabilities.forEach((probability, emotion) => (classes[CLASS_OF[emotion]!]! += probability));
  return classes;
}

function mostLikely(windows: readonly Float64Array[]): number {
  return indexOfHighest(Float64Array.from(windows[0]!, (_, c) => windows.reduce((sum, probabilities) => sum + Math.log(Math.max(1e-12, probabilities[c]!)), 0)));
}

function indexOfHighest(values: ArrayLike<number>): number {
  let best = 0;
  for (let i = 1; i < values.length; i++) if (values[i]! > values[best]!) best = i;
  return best;
}
