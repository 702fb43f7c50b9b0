import type { Example, ExampleFeatures, ExampleTargets } from '../../fusion/train/example.ts';

/** Returns `rows` rows of an example from row `start` on, as views; labels by frame are cut with them, those of a clip stay. */
export function cutExample(example: Example, { start, rows, dimensions, perFrame }: { readonly start: number; readonly rows: number; readonly dimensions: Readonly<Record<string, number>>; readonly perFrame: boolean }): Example {
  const end = start + rows;
  const features = Object.entries(example.features).map(([name, feature]) => [name, cutFeatures(feature, { start, end, size: dimensions[name]! })] as const);
  return { ...example, features: Object.fromEntries(features), targets: perFrame ? cutTargets(example.targets, start, end) : example.targets };
}

function cutFeatures({ values, valid }: ExampleFeatures, { start, end, size }: { readonly start: number; readonly end: number; readonly size: number }): ExampleFeatures {
  return { values: values.subarray(start * size, end * size), ...(valid && { valid: valid.subarray(start, end) }) };
}

function cutTargets({ expression, votes, valence, arousal }: ExampleTargets, start: number, end: number): ExampleTargets {
  return {
    ...(expression && { expression: expression.subarray(start, end) }),
    ...(votes && expression && { votes: votes.subarray(start * (votes.length / expression.length), end * (votes.length / expression.length)) }),
    ...(valence && { valence: valence.subarray(start, end) }),
    ...(arousal && { arousal: arousal.subarray(start, end) }),
  };
}
