import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { VoiceActivity } from '../../extractors/audio/activity/voice-activity.ts';
import { readEmodbName, readRavdessName } from './classes.ts';
import type { Damage } from './damage-sound.ts';
import { examples, type Example, type Recording } from './examples.ts';
import { keptExamples } from './kept-examples.ts';
import { readWhole } from './read-whole.ts';

/** Where the recordings are, and who hears them. */
export interface Sources {
  readonly ravdess: string;
  readonly emodb: string | undefined;
  /** The first one hears damaged recordings too. */
  readonly detectors: readonly [VoiceActivity, ...VoiceActivity[]];
  /** Where examples are kept from run to run. */
  readonly kept: string | undefined;
}

/** Recordings of RAVDESS damaged for tests are so many times fewer: those of every third actor, since actors take turns in the order of names. */
const EVERY = 3;

/** Resolves with the windows of a corpus, sound or damaged. */
export async function readCorpus(corpus: 'ravdess' | 'emodb', damage: Damage | 'none', { ravdess, emodb, detectors, kept }: Sources): Promise<Example[]> {
  const folder = corpus === 'ravdess' ? ravdess : emodb;
  if (folder === undefined) return [];
  const readName = corpus === 'ravdess' ? readRavdessName : readEmodbName;
  const every = corpus === 'emodb' || damage === 'none' || damage === 'varied' ? 1 : EVERY;
  const make = () => examples({ recordings: recordings(folder, every), readName, detectors: damage === 'none' ? detectors : [detectors[0]], damage });
  return keptExamples(make, { folder: kept, name: `${corpus}-${damage}`, readName });
}

function* recordings(folder: string, every: number): Generator<Recording> {
  for (const [i, clip] of readdirSync(folder).sort().entries()) if (i % every === 0) yield { clip, sound: readWhole(join(folder, clip)) };
}
