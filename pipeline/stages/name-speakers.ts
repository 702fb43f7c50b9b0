import { linkSpeakers } from '../../fusion/speaking/link-speakers.ts';
import type { Mouth } from '../../fusion/speaking/mouth.ts';
import { speakerOfSpan } from '../../fusion/speaking/speaker-of-span.ts';
import type { SpeakerTrack } from '../../fusion/speaking/speaker-track.ts';
import type { VoiceTrack } from './voice-track.ts';

/** What was heard, and whose voice it is. */
export interface NamedVoice {
  /** Its rows name the person whose voice they are about. */
  readonly voice: VoiceTrack | undefined;
  /** Absent where lips and sound cannot be compared: a clip without sound, or mouths that were not measured. */
  readonly speakers?: SpeakerTrack;
}

/** Returns what was heard with the persons who speak, as their mouths tell. */
export function nameSpeakers(voice: VoiceTrack | undefined, mouths: readonly Mouth[]): NamedVoice {
  const levels = voice?.speech.levels;
  const measured = mouths.some(({ openings }) => Array.from(openings).some((opening) => !Number.isNaN(opening)));
  if (voice === undefined || levels === undefined || !measured) return { voice };
  const { start, frameSeconds } = voice.speech;
  const speakers = linkSpeakers(mouths, { turns: voice.turns, start, frameSeconds, levels });
  const rows = voice.rows.map((row) => {
    const person = speakerOfSpan(speakers, row);
    return person === undefined ? row : { ...row, person };
  });
  return { voice: { ...voice, rows }, speakers };
}
