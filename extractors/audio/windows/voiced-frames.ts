import { FRAME_DESCRIPTORS, type FrameDescriptor } from '../descriptors/frame-descriptors.ts';
import type { HeardFrame } from './heard-frame.ts';

/** The frames of one window in which somebody speaks, by descriptor. */
export interface VoicedFrames {
  /** Number of frames with speech. */
  readonly speaking: number;
  /** Level of every frame with speech, in dB. */
  readonly levels: readonly number[];
  /** Time of every voiced frame with speech, in seconds. */
  readonly times: readonly number[];
  /** Values of a descriptor in the voiced frames with speech. */
  column(name: FrameDescriptor): number[];
  /** Changes of a descriptor between voiced frames that follow one another directly. */
  changes(name: FrameDescriptor): number[];
  /** Number of frames of each run of voiced frames. */
  readonly runs: readonly number[];
}

const SPEECH = 0.5;

/** Returns the voiced and the speaking frames of a window; frames must be in order of time. */
export function voicedFrames(frames: readonly HeardFrame[]): VoicedFrames {
  const speaking = frames.filter((frame) => frame.speech >= SPEECH);
  const isVoiced = frames.map(({ speech, values }) => speech >= SPEECH && values[0]! > 0);
  const voiced = frames.filter((_, i) => isVoiced[i]);
  return {
    speaking: speaking.length,
    levels: speaking.map((frame) => frame.values[LEVEL]!),
    times: voiced.map((frame) => frame.time),
    column: (name) => voiced.map((frame) => frame.values[positionOf(name)]!),
    changes: (name) => {
      const at = positionOf(name);
      return frames.flatMap(({ values }, i) => (isVoiced[i] && isVoiced[i - 1] ? [values[at]! - frames[i - 1]!.values[at]!] : []));
    },
    runs: toRuns(isVoiced),
  };
}

const LEVEL = positionOf('level');

function positionOf(name: FrameDescriptor): number {
  return FRAME_DESCRIPTORS.indexOf(name);
}

function toRuns(flags: readonly boolean[]): number[] {
  const runs: number[] = [];
  flags.forEach((flag, i) => {
    if (flag && flags[i - 1]) runs[runs.length - 1]!++;
    else if (flag) runs.push(1);
  });
  return runs;
}
