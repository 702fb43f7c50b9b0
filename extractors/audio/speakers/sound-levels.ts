import { ACTIVITY_FRAME } from '../activity/voice-activity.ts';
import { sliceFrames } from '../descriptors/slice-frames.ts';

/** Samples per level: those of one probability of speech, at 16 kHz. */
const FRAME = Math.round(ACTIVITY_FRAME * 16_000);
/** Softer is digital silence, in dB. */
const SILENCE = -100;

/** Measures how loud a stream of 16 kHz mono sound is. */
export interface SoundLevels {
  /** Returns the levels that `samples` complete, one per 32 ms, in dB re full scale (a sine at full scale has −3): −100 to 0, to a tenth. */
  push(samples: Float32Array): number[];
  /** Returns the level of the last, unfinished frame, the missing samples being silence, if there is one. */
  flush(): number[];
}

/** Returns a meter for one stream of sound. Samples that are not finite count as 0. */
export function soundLevels(): SoundLevels {
  const slicer = sliceFrames({ length: FRAME, hop: FRAME });
  let unfinished = 0;
  const push = (samples: Float32Array) => {
    unfinished = (unfinished + samples.length) % FRAME;
    return Array.from(slicer.push(samples), levelOf);
  };
  return { push, flush: () => push(new Float32Array(unfinished === 0 ? 0 : FRAME - unfinished)) };
}

function levelOf(frame: Float32Array): number {
  let squares = 0;
  for (const sample of frame) squares += sample * sample;
  return Math.max(SILENCE, Math.round(100 * Math.log10(squares / frame.length)) / 10);
}
