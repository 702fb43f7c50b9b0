import { ACTIVITY_FRAME } from '../activity/voice-activity.ts';
import type { FrameDescriptors } from '../descriptors/frame-descriptors.ts';
import type { Span } from '../sound.ts';
import { mean } from './mean.ts';
import type { FeatureSet } from './feature-set.ts';
import { voiceDescriptors } from './voice-descriptors.ts';
import type { VoiceWindow } from './voice-window.ts';

/** Collects frames and probabilities of speech, and gives each window as soon as all of it is known. */
export interface WindowCutter {
  push(frames: readonly FrameDescriptors[], probabilities: Float32Array): VoiceWindow[];
  /** Gives the rest, the last window ending with the sound, `duration` seconds after its start. */
  finish(duration: number): VoiceWindow[];
}

/** Where the windows lie: `window` seconds long, one every `hop` seconds, the first one at `origin`; and what is measured of their frames. */
export interface WindowPlan {
  readonly window: number;
  readonly hop: number;
  readonly origin: number;
  readonly measure: FeatureSet['measure'];
}

const EPSILON = 1e-9; // Seconds of rounding

/** Returns a cutter that keeps the frames of one window, and what one chunk adds. */
export function cutWindows({ window, hop, origin, measure }: WindowPlan): WindowCutter {
  let frames: FrameDescriptors[] = [];
  let next = 0; // Number of the next window
  const track = activityTrack();

  function cut({ start, end }: Span, last: boolean): VoiceWindow {
    const heard = frames.filter(({ time }) => time >= start && time < end).map((frame) => ({ ...frame, speech: track.at(frame.time) }));
    const features = measure(heard);
    const cutOut = {
      start: origin + start,
      end: origin + end,
      speech: track.mean({ start, end }),
      ...(features && { features }),
      descriptors: voiceDescriptors(heard),
      activity: track.take(last ? Infinity : end),
    };
    frames = frames.filter(({ time }) => time >= start); // Not `start + hop`: the last window ends with the sound and may begin before
    track.forget(start);
    return cutOut;
  }

  function cutUntil(known: number, last: (end: number) => boolean): VoiceWindow[] {
    const windows: VoiceWindow[] = [];
    while (next * hop + window <= known + EPSILON) {
      const start = next++ * hop;
      windows.push(cut({ start, end: start + window }, last(start + window)));
    }
    return windows;
  }

  return {
    push(newFrames, probabilities) {
      for (const frame of newFrames) frames.push(frame);
      track.add(probabilities);
      return cutUntil(Math.min(frames.at(-1)?.time ?? 0, track.end()), () => false);
    },
    finish(duration) {
      const reachesEnd = (end: number): boolean => end > duration - EPSILON;
      const windows = cutUntil(duration, reachesEnd);
      const rest = windows.length > 0 && reachesEnd(windows.at(-1)!.end - origin) ? [] : [cut({ start: Math.max(0, duration - window), end: duration }, true)];
      return [...windows, ...rest];
    },
  };
}

interface ActivityTrack {
  add(probabilities: Float32Array): void;
  /** Seconds that are covered. */
  end(): number;
  at(time: number): number;
  mean(span: Span): number;
  /** Those that were not taken yet and end by `time`. */
  take(time: number): Float32Array;
  forget(time: number): void;
}

function activityTrack(): ActivityTrack {
  let kept: number[] = [];
  let first = 0; // Frame number of the oldest kept probability
  let taken = 0;
  const frameAt = (time: number): number => Math.floor(time / ACTIVITY_FRAME + EPSILON);
  return {
    add(probabilities) {
      for (const probability of probabilities) kept.push(probability);
    },
    end: () => (first + kept.length) * ACTIVITY_FRAME,
    at: (time) => kept[frameAt(time) - first] ?? 0,
    mean: ({ start, end }) => mean(kept.slice(Math.max(0, frameAt(start) - first), Math.ceil(end / ACTIVITY_FRAME - EPSILON) - first)),
    take(time) {
      const until = Math.min(first + kept.length, time === Infinity ? Infinity : frameAt(time));
      const part = Float32Array.from(kept.slice(taken - first, until - first));
      taken = until;
      return part;
    },
    forget(time) {
      const oldest = Math.max(first, Math.min(taken, frameAt(time)));
      kept = kept.slice(oldest - first);
      first = oldest;
    },
  };
}
