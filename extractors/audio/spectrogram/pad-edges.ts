import { joinSamples, type SampleStage } from './sample-stage.ts';

/**
 * Returns a stage that adds `amount` samples before the first and after the last one: zeros, or the mirror image without the edge itself,
 * as `numpy.pad` does (a sound of up to `amount` samples is mirrored over and over, which torch refuses). No samples stay none.
 * With `reflect` nothing is decided before `amount + 1` samples have come.
 */
export function padEdges({ amount, mode }: { amount: number; mode: 'zero' | 'reflect' }): SampleStage {
  const wanted = mode === 'reflect' ? amount + 1 : 1;
  const beyond = (edge: Float32Array, from: number) =>
    Float32Array.from({ length: amount }, (_, i) => (mode === 'zero' ? 0 : edge[mirror(from + i, edge.length)]!));
  let begun = false;
  let edge = new Float32Array(0); // Everything until something is decided, then the last samples
  return {
    push(samples) {
      edge = joinSamples(edge, samples);
      if (!begun && edge.length < wanted) return new Float32Array(0);
      const decided = begun ? samples : joinSamples(beyond(edge, -amount), edge);
      begun = true;
      edge = edge.slice(Math.max(0, edge.length - wanted));
      return decided;
    },
    flush() {
      if (edge.length === 0) return edge;
      const end = beyond(edge, edge.length);
      return begun ? end : joinSamples(joinSamples(beyond(edge, -amount), edge), end);
    },
  };
}

/** Place in `[0, length)` that shows at the place `at` of a sound mirrored for ever. */
function mirror(at: number, length: number): number {
  if (length === 1) return 0;
  const period = 2 * (length - 1);
  const within = ((at % period) + period) % period;
  return Math.min(within, period - within);
}
