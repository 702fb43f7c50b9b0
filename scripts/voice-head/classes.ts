/** Classes of the voice head, in output order: the expressions of Aff-Wild2 without "other". */
export const CLASSES = ['neutral', 'anger', 'disgust', 'fear', 'happiness', 'sadness', 'surprise'] as const;

/** What the head is trained on: calm is told from neutral, and counts as neutral in the end. */
export const EMOTIONS = [...CLASSES, 'calm'] as const;

/** For each of `EMOTIONS`, the index of its class. */
export const CLASS_OF: readonly number[] = EMOTIONS.map((emotion) => CLASSES.findIndex((label) => label === (emotion === 'calm' ? 'neutral' : emotion)));

type Emotion = (typeof EMOTIONS)[number];

/** What a file name says of its recording. */
export interface ClipFacts {
  /** Index in `CLASSES`. */
  readonly label: number;
  /** Index in `EMOTIONS`. */
  readonly emotion: number;
  readonly speaker: string;
}

/** Returns what a file name says; nothing when it is not of the corpus. */
export type ReadName = (name: string) => ClipFacts | undefined;

const RAVDESS: Readonly<Record<string, Emotion>> = {
  '01': 'neutral',
  '02': 'calm',
  '03': 'happiness',
  '04': 'sadness',
  '05': 'anger',
  '06': 'fear',
  '07': 'disgust',
  '08': 'surprise',
};
const EMODB: Readonly<Record<string, Emotion>> = { W: 'anger', N: 'neutral', F: 'happiness', T: 'sadness', A: 'fear', E: 'disgust' };

/** Reads `03-01-05-01-02-01-12.flac`: the third part is the emotion, the seventh the actor. */
export const readRavdessName: ReadName = (name) => {
  const [, , emotion = '', , , , actor] = name.split(/[-.]/);
  return actor === undefined ? undefined : toFacts(RAVDESS[emotion], actor);
};

/** Reads `03a01Wa.wav`: two digits for the speaker, the sixth letter for the emotion. */
export const readEmodbName: ReadName = (name) => toFacts(EMODB[name[5] ?? ''], name.slice(0, 2));

function toFacts(name: Emotion | undefined, speaker: string): ClipFacts | undefined {
  if (name === undefined) return undefined;
  const emotion = EMOTIONS.indexOf(name);
  return { emotion, label: CLASS_OF[emotion]!, speaker };
}
