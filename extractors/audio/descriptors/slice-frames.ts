/** Cuts a stream of samples into overlapping frames of equal length. */
export interface FrameSlicer {
  /** Yields every frame that `samples` completes; a frame is valid until the next one. Samples that are not finite count as 0. */
  push(samples: Float32Array): Generator<Float32Array, void, void>;
}

/** Returns a slicer of frames of `length` samples that start every `hop` samples, the first one at sample 0. */
export function sliceFrames({ length, hop }: { length: number; hop: number }): FrameSlicer {
  let waiting = new Float32Array(0);
  let skipped = 0; // Samples between two frames that are not here yet, where `hop` is more than `length`
  return {
    *push(samples) {
      const all = append(waiting, samples);
      let start = skipped;
      for (; start + length <= all.length; start += hop) yield all.subarray(start, start + length);
      waiting = all.slice(start);
      skipped = Math.max(0, start - all.length);
    },
  };
}

function append(before: Float32Array, samples: Float32Array): Float32Array<ArrayBuffer> {
  const all = new Float32Array(before.length + samples.length);
  all.set(before);
  for (let i = 0; i < samples.length; i++) {
    const sample = samples[i]!;
    all[before.length + i] = Number.isFinite(sample) ? sample : 0;
  }
  return all;
}
