import type { MediaFile } from '../named-files/list-media-files.ts';
import type { NamedFile } from '../named-files/open-named-files.ts';

/** The emotions in the order of the columns of votes: A, D, F, H, N, S. */
export const CREMA_CLASSES = ['anger', 'disgust', 'fear', 'happy', 'neutral', 'sad'] as const;

const EMOTIONS = ['ANG', 'DIS', 'FEA', 'HAP', 'NEU', 'SAD'];
const INTENSITIES: Readonly<Record<string, string>> = { LO: 'low', MD: 'medium', HI: 'high', XX: 'unspecified' };
const SENTENCES: Readonly<Record<string, string>> = {
  IEO: "It's eleven o'clock",
  TIE: 'That is exactly what happened',
  IOM: "I'm on my way to the meeting",
  IWW: 'I wonder what this is about',
  TAI: 'The airplane is almost full',
  MTI: 'Maybe tomorrow it will be cold',
  IWL: 'I would like a new alarm clock',
  ITH: "I think I have a doctor's appointment",
  DFA: "Don't forget a jacket",
  ITS: "I think I've seen this before",
  TSI: 'The surface is slick',
  WSI: "We'll stop in a couple of minutes",
};
/** Pictures with sound before sound; sound as it was before what was made smaller. */
const RANKS: Readonly<Record<string, number>> = { '.flv': 0, '.mp4': 1, '.wav': 2, '.flac': 3, '.mp3': 4 };

/** Returns what a name says: actor, sentence, emotion and intensity, with `_` between. */
export function readCremaName({ path, stem, ending }: MediaFile): NamedFile | string {
  const name = stem === '1040_ITH_SAD_X' ? '1040_ITH_SAD_XX' : stem; // One sound file is published with a letter too few
  const match = /^(\d{4})_([A-Z]{3})_([A-Z]{3})_([A-Z]{2})$/.exec(name);
  if (match === null) return 'is not named by actor, sentence, emotion and intensity';
  const [actor, sentence, letters, intensity] = match.slice(1) as [string, string, string, string];
  const emotion = EMOTIONS.indexOf(letters);
  if (Number(actor) < 1001 || Number(actor) > 1091) return `has the actor ${actor}, and there are 1001 to 1091`;
  if (!Object.hasOwn(SENTENCES, sentence)) return `has the sentence ${sentence}, and there are ${Object.keys(SENTENCES).join(', ')}`;
  if (emotion < 0) return `has the emotion ${letters}, and there are ${EMOTIONS.join(', ')}`;
  if (!Object.hasOwn(INTENSITIES, intensity)) return `has the intensity ${intensity}, and there are ${Object.keys(INTENSITIES).join(', ')}`;
  return {
    recording: name,
    rank: RANKS[ending] ?? 5,
    clip: {
      clip: name,
      speaker: actor,
      media: path,
      texts: { english: SENTENCES[sentence]! },
      labels: { expression: emotion },
      facts: { sentence, intensity: INTENSITIES[intensity]! },
    },
  };
}
