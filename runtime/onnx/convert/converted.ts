import type { OnnxDocument } from '../surgery/onnx-document.ts';

/** A document whose weights are stored otherwise. */
export interface Converted {
  readonly document: OnnxDocument;
  /** How many constants were changed, and how many of float32 were left as they are. */
  readonly changed: number;
  readonly left: number;
}

/** Constants with fewer values stay as they are: they take no room, and hold what is to be exact. */
export const FEWEST_VALUES = 1024;
