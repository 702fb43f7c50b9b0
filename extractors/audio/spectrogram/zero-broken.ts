import type { SampleStage } from './sample-stage.ts';

/** Returns a stage that puts 0 for every sample that is not finite, so that a filter after it does not spread it. */
export function zeroBroken(): SampleStage {
  return {
    push: (samples) => (samples.every(Number.isFinite) ? samples : samples.map((sample) => (Number.isFinite(sample) ? sample : 0))),
    flush: () => new Float32Array(0),
  };
}
