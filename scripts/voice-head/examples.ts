import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { VoiceActivity } from '../../extractors/audio/activity/voice-activity.ts';
import { describeVoice } from '../../extractors/audio/windows/describe-voice.ts';
import { readSound } from './read-sound.ts';

/** One window of speech with its label. */
export interface Example {
  readonly features: Float32Array;
  /** Index of the class. */
  readonly label: number;
  /** Who speaks. */
  readonly speaker: string;
  /** File name. */
  readonly clip: string;
  /** Id of the voice detector that heard it. */
  readonly detector: string;
}

/** What a file name says of its clip. */
export type ReadName = (name: string) => Pick<Example, 'label' | 'speaker'> | undefined;

/** Returns the windows of every clip in `folder` that `readName` understands, in name order, as each detector hears them. */
export async function examples(folder: string, readName: ReadName, detectors: readonly VoiceActivity[]): Promise<Example[]> {
  const found: Example[] = [];
  for (const clip of readdirSync(folder).sort()) {
    const facts = readName(clip);
    if (facts === undefined) continue;
    const sound = readSound(join(folder, clip));
    for (const activity of detectors) {
      for await (const { features } of describeVoice(sound, { activity })) {
        if (features !== undefined) found.push({ features, ...facts, clip, detector: activity.id });
      }
    }
  }
  return found;
}
