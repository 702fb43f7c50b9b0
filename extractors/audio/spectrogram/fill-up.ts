import type { SampleStage } from './sample-stage.ts';

/** Returns a stage that adds zeros at the end until there are `first + k · hop` samples, `k ≥ 0`. No samples stay none. */
export function fillUp({ first, hop }: { first: number; hop: number }): SampleStage {
  let count = 0;
  return {
    push(samples) {
      count += samples.length;
      return samples;
    },
    flush() {
      if (count === 0) return new Float32Array(0);
      const wanted = first + hop * Math.ceil(Math.max(0, count - first) / hop);
      return new Float32Array(wanted - count);
    },
  };
}
