import { describeFrames } from '../descriptors/describe-frames.ts';
import { describeVoice } from '../windows/describe-voice.ts';
import { openEnergyActivity } from '../activity/energy-activity.ts';
import type { Sound } from '../sound.ts';
import { logMelFrames, LOG_MEL_TIMING } from './log-mel-frames.ts';
import { poolRows } from './pool-rows.ts';

/** When the pooled rows of a kind of features are. */
export interface RowTiming {
  /** Seconds. */
  readonly hop: number;
  /** Seconds from the start of the sound to the centre of the first row. */
  readonly offset: number;
}

/** What is measured of one recording. */
export interface SpeechFeatures {
  /** Mean and standard deviation of the voice features over windows of 2 s; nothing where too little is spoken. Shape `[2 · 98]`. */
  readonly voice: Float32Array | undefined;
  /** Rows of shape `[40]`. */
  readonly logMel: readonly Float32Array[];
  /** Rows of shape `[33]`, of `FRAME_DESCRIPTORS`. */
  readonly descriptors: readonly Float32Array[];
}

const FRAME_HOP = 0.01;

/** Returns when rows of `pool` frames are, for both kinds of rows. */
export function rowTimings(pool: number): Readonly<Record<'logMel' | 'descriptors', RowTiming>> {
  const [first] = [...describeFrames().push(new Float32Array(16_000))];
  const timing = (offset: number) => ({ hop: round(pool * FRAME_HOP), offset: round(offset + ((pool - 1) / 2) * FRAME_HOP) });
  return { logMel: timing(LOG_MEL_TIMING.offset), descriptors: timing(first!.time) };
}

/** Returns the features of a recording at 16 kHz; `pool` frames of 10 ms are averaged to one row. */
export async function describeSpeech(sounds: AsyncIterable<Sound>, pool: number): Promise<SpeechFeatures> {
  const describer = describeFrames();
  const levels: Float32Array[] = [];
  const descriptors: Float32Array[] = [];
  for await (const { samples } of sounds) {
    levels.push(...logMelFrames(samples));
    descriptors.push(...describer.push(samples).map(({ values }) => values));
  }
  descriptors.push(...describer.flush().map(({ values }) => values));
  return { voice: await voiceOf(sounds), logMel: poolRows(levels, pool), descriptors: poolRows(descriptors, pool) };
}

async function voiceOf(sounds: AsyncIterable<Sound>): Promise<Float32Array | undefined> {
  const windows: Float32Array[] = [];
  for await (const { features } of describeVoice(sounds, { activity: openEnergyActivity() })) if (features !== undefined) windows.push(features);
  const [mean] = poolRows(windows, windows.length);
  if (mean === undefined) return undefined;
  const [squares] = poolRows(windows.map((window) => window.map((value, d) => (value - mean[d]!) ** 2)), windows.length);
  return Float32Array.of(...mean, ...squares!.map(Math.sqrt));
}

function round(seconds: number): number {
  return Number(seconds.toFixed(6));
}
