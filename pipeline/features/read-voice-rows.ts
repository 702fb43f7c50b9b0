import type { VoiceActivity } from '../../extractors/audio/activity/voice-activity.ts';
import { describeFrames } from '../../extractors/audio/descriptors/describe-frames.ts';
import { FRAME_DESCRIPTORS } from '../../extractors/audio/descriptors/frame-descriptors.ts';
import type { Sound } from '../../extractors/audio/sound.ts';
import { poolRows } from '../../extractors/audio/speech-rows/pool-rows.ts';
import { describeVoice } from '../../extractors/audio/windows/describe-voice.ts';
import { VOICE_FEATURES } from '../../extractors/audio/windows/voice-features.ts';
import { toClipRows, type ClipRows } from './clip-rows.ts';

/** Frames of 10 ms that are averaged to one row. */
const POOL = 4;
/** Length of the vectors of `readVoiceVector`. */
export const VOICE_VECTOR = 2 * VOICE_FEATURES.length;

/** Resolves with the frame descriptors of a clip's sound, a row each 40 ms, shape `[T, 33]`; nothing without sound. */
export async function readVoiceRows(sounds: AsyncIterable<Sound>): Promise<ClipRows | undefined> {
  const describer = describeFrames();
  const frames: { readonly time: number; readonly values: ArrayLike<number> }[] = [];
  let start: number | undefined;
  for await (const { time, samples } of sounds) {
    start ??= time;
    frames.push(...describer.push(samples));
  }
  frames.push(...describer.flush());
  const rows = poolRows(frames.map(({ values }) => values), POOL);
  const centre = (index: number) => (frames[index * POOL]!.time + frames[Math.min(index * POOL + POOL, frames.length) - 1]!.time) / 2;
  return toClipRows(rows.map((values, index) => ({ time: (start ?? 0) + centre(index), values })), FRAME_DESCRIPTORS.length);
}

/**
 * Resolves with mean and standard deviation of the voice features over windows of 2 s, one row of shape `[VOICE_VECTOR]` at time 0; nothing where too
 * little is spoken.
 */
export async function readVoiceVector(sounds: AsyncIterable<Sound>, activity: VoiceActivity): Promise<ClipRows | undefined> {
  const windows: Float32Array[] = [];
  for await (const { features } of describeVoice(sounds, { activity })) if (features !== undefined) windows.push(features);
  const [mean] = poolRows(windows, windows.length);
  if (mean === undefined) return undefined;
  const [squares] = poolRows(windows.map((window) => window.map((value, d) => (value - mean[d]!) ** 2)), windows.length);
  return toClipRows([{ time: 0, values: [...mean, ...squares!.map(Math.sqrt)] }], VOICE_VECTOR);
}
