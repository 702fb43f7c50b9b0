import type { LabelledClip } from './labelled-clip.ts';

/** Tells whoever uses a corpus something, as a whole sentence. */
export type Warn = (sentence: string) => void;

/** Clips of a corpus that are read together. */
export interface ClipPart {
  /** What the part is called in messages: `"test1"`. */
  readonly name: string;
  /** Resolves with the clips that label files name, in their order. */
  readonly read: (warn: Warn) => Promise<readonly LabelledClip[]>;
  /** Folders of media; the file of a clip is taken from the first that has one. */
  readonly media: readonly string[];
  /** Name of the media file of a clip, where it is another. */
  readonly fileOf?: (clip: string) => string;
  /** The split of files that no label file names; where it is absent they are counted and left out. */
  readonly unnamed?: string;
}
