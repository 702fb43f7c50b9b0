import type { ReadName } from './examples.ts';

/** Classes of the voice head, in output order: the expressions of Aff-Wild2 without "other". */
export const CLASSES = ['neutral', 'anger', 'disgust', 'fear', 'happiness', 'sadness', 'surprise'] as const;

type Class = (typeof CLASSES)[number];

const RAVDESS: Readonly<Record<string, Class>> = {
  '01': 'neutral',
  '02': 'neutral', // Calm
  '03': 'happiness',
  '04': 'sadness',
  '05': 'anger',
  '06': 'fear',
  '07': 'disgust',
  '08': 'surprise',
};
const EMODB: Readonly<Record<string, Class>> = { W: 'anger', N: 'neutral', F: 'happiness', T: 'sadness', A: 'fear', E: 'disgust' };

/** Reads `03-01-05-01-02-01-12.flac`: the third part is the emotion, the seventh the actor. */
export const readRavdessName: ReadName = (name) => {
  const [, , emotion = '', , , , actor] = name.split(/[-.]/);
  return actor === undefined ? undefined : toFacts(RAVDESS[emotion], actor);
};

/** Reads `03a01Wa.wav`: two digits for the speaker, the sixth letter for the emotion. */
export const readEmodbName: ReadName = (name) => toFacts(EMODB[name[5] ?? ''], name.slice(0, 2));

function toFacts(label: Class | undefined, speaker: string): ReturnType<ReadName> {
  return label && { label: CLASSES.indexOf(label), speaker };
}
