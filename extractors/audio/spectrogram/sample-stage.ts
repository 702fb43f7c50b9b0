/** A step from a stream of samples to another one; how the stream is cut into chunks does not matter. */
export interface SampleStage {
  /** Returns the samples that are decided now. The chunk stays the caller's. */
  push(samples: Float32Array): Float32Array;
  /** Returns the rest. Nothing may be pushed afterwards. */
  flush(): Float32Array;
}

/** Returns one stage that puts samples through all of `stages`, the first one first; without stages they pass as they are. */
export function chainStages(stages: readonly SampleStage[]): SampleStage {
  return {
    push: (samples) => stages.reduce((passed, stage) => stage.push(passed), samples),
    flush: () => stages.reduce((rest, stage) => joinSamples(stage.push(rest), stage.flush()), new Float32Array(0)),
  };
}

/** Returns the samples of `before`, then those of `after`, in a new array. */
export function joinSamples(before: Float32Array, after: Float32Array): Float32Array<ArrayBuffer> {
  const all = new Float32Array(before.length + after.length);
  all.set(before);
  all.set(after, before.length);
  return all;
}
