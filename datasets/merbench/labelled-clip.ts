import type { Clip } from '../clip.ts';

/** What label files say of a clip: all but its media and texts. */
export type LabelledClip = Omit<Clip, 'media' | 'crops' | 'frames' | 'length'>;

/** How the labels of a corpus are understood. */
export interface LabelScheme {
  /** Classes in the order of their codes; absent where there are none. */
  readonly classes?: readonly string[];
  /** Other names of classes. */
  readonly aliases?: Readonly<Record<string, string>>;
  /** Lowest and highest valence, both allowed; absent where there is none. */
  readonly valence?: readonly [number, number];
}

/** What the toolkits write for a valence that is not known. */
export const NO_VALENCE = -10;
