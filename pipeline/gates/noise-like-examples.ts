import type { Example, ExampleSource } from '../../fusion/train/example.ts';
import type { Layout } from '../../fusion/train/layout.ts';
import { randomFor } from '../../runtime/train/random.ts';

/** Examples that the moments are taken from. */
const SAMPLED = 200;

interface Moments {
  readonly mean: Float64Array;
  readonly deviation: Float64Array;
}

/** Resolves with the same examples with normal numbers in place of their features, of the mean and deviation that each dimension has over the first 200; the same each time for the same seed. */
export async function noiseLikeExamples(source: ExampleSource, { layout, seed }: { readonly layout: Layout; readonly seed: number }): Promise<ExampleSource> {
  const sample = await Promise.all(Array.from({ length: Math.min(SAMPLED, source.size) }, (_, index) => source.read(index)));
  const moments = new Map(Object.entries(layout.modalities).map(([name, { dimensions }]) => [name, momentsOf(sample.flatMap(({ features }) => features[name]?.values ?? []), dimensions)]));
  return { size: source.size, read: async (index) => toNoise(await source.read(index), moments, { seed, index }) };
}

function momentsOf(sequences: readonly Float32Array[], dimensions: number): Moments {
  const [sum, square] = [new Float64Array(dimensions), new Float64Array(dimensions)];
  const count = sequences.reduce((rows, { length }) => rows + length / dimensions, 0);
  for (const values of sequences) {
    values.forEach((value, at) => {
      sum[at % dimensions]! += value / count;
      square[at % dimensions]! += value ** 2 / count;
    });
  }
  return { mean: sum, deviation: square.map((value, dimension) => Math.sqrt(Math.max(0, value - sum[dimension]! ** 2))) };
}

function toNoise(example: Example, moments: ReadonlyMap<string, Moments>, { seed, index }: { readonly seed: number; readonly index: number }): Example {
  const features = Object.entries(example.features).map(([name, given]) => {
    const { mean, deviation } = moments.get(name)!;
    const random = randomFor(seed, 'noise', name, index);
    return [name, { ...given, values: given.values.map((_, at) => mean[at % mean.length]! + deviation[at % mean.length]! * random.normal()) }] as const;
  });
  return { ...example, features: Object.fromEntries(features) };
}
