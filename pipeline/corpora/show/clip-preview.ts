import type { FrameAnswer } from '../../../datasets/clip.ts';
import type { MediaFacts } from '../../media/media-facts.ts';

/** What there is to see of one clip. What it does not have is an absent key. */
export interface ClipPreview {
  readonly clip: string;
  readonly split?: string;
  readonly speaker?: string;
  readonly video?: string;
  /** Labels of the whole clip, in words: `["expression", "fearful (5)"]`. */
  readonly labels: readonly (readonly [name: string, value: string])[];
  readonly texts: Readonly<Record<string, string>>;
  readonly facts: Readonly<Record<string, string>>;
  readonly media?: { readonly path: string; readonly facts?: MediaFacts; /** Why it cannot be opened. */ readonly trouble?: string };
  readonly frames?: FramePreview;
  readonly crops?: CropPreview;
  /** What the reader refused. */
  readonly troubles: readonly string[];
}

/** What there is to say of the labels of frames. */
export interface FramePreview {
  readonly answer: FrameAnswer;
  /** Frames with a label. */
  readonly labelled: number;
  /** Frames of each class, shape `[classes]`. */
  readonly classes: readonly number[];
}

/** Which frames have a picture of the face. */
export interface CropPreview {
  /** Shape `[pictures]`, frame numbers counted from 1. */
  readonly numbers: Int32Array;
  readonly path: (number: number) => string | undefined;
  /** Frames without one up to the last label or picture, as `[first, last]`. */
  readonly gaps: readonly (readonly [number, number])[];
}
