import { sliceFrames } from '../descriptors/slice-frames.ts';
import type { SpeechListener } from './voice-activity.ts';

const FRAME = 512;

/** Returns a listener that asks `judge` for the probability of each frame of 512 samples, one after another. */
export function listenByFrame(judge: (frame: Float32Array) => number | Promise<number>): SpeechListener {
  const slicer = sliceFrames({ length: FRAME, hop: FRAME });
  let unfinished = 0;
  async function push(samples: Float32Array): Promise<Float32Array> {
    unfinished = (unfinished + samples.length) % FRAME;
    const probabilities: number[] = [];
    for (const frame of slicer.push(samples)) probabilities.push(await judge(frame));
    return Float32Array.from(probabilities);
  }
  return { push, flush: () => push(new Float32Array(unfinished === 0 ? 0 : FRAME - unfinished)) };
}
