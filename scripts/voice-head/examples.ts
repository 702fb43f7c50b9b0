import type { VoiceActivity } from '../../extractors/audio/activity/voice-activity.ts';
import { headFeatures } from '../../extractors/audio/head/head-features.ts';
import type { Sound } from '../../extractors/audio/sound.ts';
import { describeVoice } from '../../extractors/audio/windows/describe-voice.ts';
import type { FeatureSet } from '../../extractors/audio/windows/feature-set.ts';
import type { ClipFacts, ReadName } from './classes.ts';
import { damageSound, type Damage } from './damage-sound.ts';

/** One window of speech. */
export interface Example extends ClipFacts {
  /** Shape `[headFeatures.names.length]`. */
  readonly features: Float32Array;
  /** File name. */
  readonly clip: string;
  /** Id of the voice detector that heard it. */
  readonly detector: string;
  /** How the recording was damaged. */
  readonly damage: Damage | 'none';
}

/** One recording. */
export interface Recording {
  /** File name. */
  readonly clip: string;
  readonly sound: Sound;
}

/** What to read, and how. */
export interface ExamplePlan {
  readonly recordings: Iterable<Recording>;
  readonly readName: ReadName;
  readonly detectors: readonly VoiceActivity[];
  readonly damage: Damage | 'none';
}

/** Returns the windows of every recording that `readName` understands, in order, as each detector hears them. */
export async function examples({ recordings, readName, detectors, damage }: ExamplePlan): Promise<Example[]> {
  const found: Example[] = [];
  for (const { clip, sound: whole } of recordings) {
    const facts = readName(clip);
    if (facts === undefined) continue;
    const sound = damage === 'none' ? whole : { ...whole, samples: damageSound(whole.samples, damage, clip) };
    const features = await describedOnce(sound);
    for (const activity of detectors) {
      for await (const window of describeVoice(ReadableStream.from([sound]), { activity, features })) {
        if (window.features !== undefined) found.push({ features: window.features, ...facts, clip, detector: activity.id, damage });
      }
    }
  }
  return found;
}

/** Frames do not depend on the detector, and cost most. */
async function describedOnce({ samples }: Sound): Promise<FeatureSet> {
  const source = headFeatures.describe();
  const frames = [...(await source.push(samples)), ...(await source.flush())];
  return { ...headFeatures, describe: () => ({ push: () => frames, flush: () => [] }) };
}
