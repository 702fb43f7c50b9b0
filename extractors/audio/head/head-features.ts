import type { FeatureSet } from '../windows/feature-set.ts';
import type { HeardFrame } from '../windows/heard-frame.ts';
import { VOICE_FEATURES, voiceFeatures } from '../windows/voice-features.ts';
import { describeHeadFrames } from './describe-head-frames.ts';
import type { HeadFrame } from './head-frame.ts';
import { LEVEL_FREE_EGEMAPS, levelFreeEgemaps } from './level-free-egemaps.ts';
import { MEL_STATISTICS, melStatistics } from './mel-statistics.ts';
import { MODULATIONS, modulations } from './modulations.ts';
import { speechLevel } from './speech-level.ts';

const SPEECH = 0.5;

/** What the voice head reads of a window: `VOICE_FEATURES`, eGeMAPS, statistics of mel levels, modulations. None depends on the level of the recording. */
export const headFeatures: FeatureSet<HeadFrame> = {
  names: [...VOICE_FEATURES, ...LEVEL_FREE_EGEMAPS, ...MEL_STATISTICS, ...MODULATIONS],
  describe: describeHeadFrames,
  measure,
};

function measure(frames: readonly (HeadFrame & HeardFrame)[]): Float32Array | undefined {
  const voice = voiceFeatures(frames);
  if (voice === undefined) return undefined;
  const speaking = frames.map(({ speech }) => speech >= SPEECH);
  const levels = frames.map((frame) => frame.levels);
  const egemaps = levelFreeEgemaps(frames.map((frame) => frame.egemaps), speaking);
  return Float32Array.of(...voice, ...egemaps, ...melStatistics(levels, speaking), ...modulations(levels, speechLevel(levels.filter((_, i) => speaking[i]))));
}
