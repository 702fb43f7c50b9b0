import type { MediaFile } from '../named-files/list-media-files.ts';
import type { NamedFile } from '../named-files/open-named-files.ts';

/** The emotions in the order of the documentation: Wut (Ärger), Langeweile, Ekel, Angst, Freude, Trauer, neutral. */
export const EMODB_CLASSES = ['anger', 'boredom', 'disgust', 'fear', 'happiness', 'sadness', 'neutral'] as const;

/** Letters of the German words, in the order of the classes. */
const LETTERS = ['W', 'L', 'E', 'A', 'F', 'T', 'N'];
const FEMALE = ['08', '09', '13', '14', '16'];
const SPEAKERS = ['03', '10', '11', '12', '15', ...FEMALE];
const SENTENCES: Readonly<Record<string, string>> = {
  a01: 'Der Lappen liegt auf dem Eisschrank.',
  a02: 'Das will sie am Mittwoch abgeben.',
  a04: 'Heute abend könnte ich es ihm sagen.',
  a05: 'Das schwarze Stück Papier befindet sich da oben neben dem Holzstück.',
  a07: 'In sieben Stunden wird es soweit sein.',
  b01: 'Was sind denn das für Tüten, die da unter dem Tisch stehen?',
  b02: 'Sie haben es gerade hochgetragen und jetzt gehen sie wieder runter.',
  b03: 'An den Wochenenden bin ich jetzt immer nach Hause gefahren und habe Agnes besucht.',
  b09: 'Ich will das eben wegbringen und dann mit Karl was trinken gehen.',
  b10: 'Die wird auf dem Platz sein, wo wir sie immer hinlegen.',
};

/** Returns what a name says: two digits of the speaker, three characters of the sentence, the letter of the emotion, the letter of the version. */
export function readEmodbName({ path, stem }: MediaFile): NamedFile | string {
  const match = /^(\d\d)([ab]\d\d)([A-Z])([a-z]?)$/.exec(stem);
  if (match === null) return 'is not named by speaker, sentence, emotion and version';
  const [speaker, sentence, letter, version] = match.slice(1) as [string, string, string, string];
  const emotion = LETTERS.indexOf(letter);
  if (!SPEAKERS.includes(speaker)) return `has the speaker ${speaker}, and there are ${[...SPEAKERS].sort().join(', ')}`;
  if (!Object.hasOwn(SENTENCES, sentence)) return `has the sentence ${sentence}, and there are ${Object.keys(SENTENCES).join(', ')}`;
  if (emotion < 0) return `has the emotion ${letter}, and there are ${LETTERS.join(', ')}, letters of the German words`;
  return {
    recording: stem,
    rank: 0,
    clip: {
      clip: stem,
      speaker,
      media: path,
      texts: { german: SENTENCES[sentence]! },
      labels: { expression: emotion },
      facts: { sentence, sex: FEMALE.includes(speaker) ? 'female' : 'male', ...(version !== '' && { version }) },
    },
  };
}
