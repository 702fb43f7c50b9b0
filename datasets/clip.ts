import type { ClipIdentity } from './tables/clip-labels.ts';

/** One clip of a corpus: a video, or one person in it. What the corpus does not have, or this disk, is an absent key. */
export interface Clip extends ClipIdentity {
  /** Path of the video, or of the sound where there is no video. */
  readonly media?: string;
  /** Resolves with the pictures of one face, by frame number. Read when asked. */
  readonly crops?: () => Promise<FaceCrops>;
  /** Number of frames that the organisers ask answers for, where they list them: it governs, and may be one more than the video has. */
  readonly length?: number;
  /** What is said, by language: `{ chinese: '…', english: '…' }`. An empty sentence is an absent key. */
  readonly texts?: Readonly<Record<string, string>>;
  /** What else the corpus says of it, for people to read: `{ intensity: 'strong', statement: '2' }`. */
  readonly facts?: Readonly<Record<string, string>>;
  /** What people said of the whole clip. */
  readonly labels?: ClipAnswer;
  /** Resolves with what people said of each frame. Read when asked. */
  readonly frames?: () => Promise<FrameAnswer>;
}

/** Labels of a whole clip. A label that is missing, or is a placeholder of the organisers, is an absent key. */
export interface ClipAnswer {
  /** Index into the classes of the dataset. */
  readonly expression?: number;
  /** In the range of the dataset. */
  readonly valence?: number;
  readonly arousal?: number;
  /** Words of an open vocabulary, as the corpus gives them. */
  readonly words?: readonly string[];
  /** How many annotators chose each class of the dataset, shape `[classes]`. */
  readonly votes?: readonly number[];
}

/** Labels of every frame of a clip. Frame `k`, counted from 1, is row `k − 1`. Frames without a label stay in the sequence. */
export interface FrameAnswer {
  /** Number of rows. */
  readonly length: number;
  /** Shape `[length]`, indices into the classes of the dataset; −1 where there is none. */
  readonly expression?: Int8Array;
  /** Shape `[length]`; NaN where there is none. A frame that lacks one of valence and arousal lacks both. */
  readonly valence?: Float32Array;
  /** Shape `[length]`; NaN where there is none. */
  readonly arousal?: Float32Array;
  /** Shape `[length, units]`, 0 or 1; −1 in the whole row where one of them is missing. */
  readonly units?: Int8Array;
}

/** Pictures of one face, named by the number of the frame. A frame without a face has none. */
export interface FaceCrops {
  /** Shape `[pictures]`, frame numbers counted from 1, increasing. */
  readonly numbers: Int32Array;
  /** Returns the path of the picture of a frame; `undefined` where there is none. */
  path(number: number): string | undefined;
}
