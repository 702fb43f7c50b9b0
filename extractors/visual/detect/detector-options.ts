/** What every detector lets the user set. */
export interface DetectorOptions {
  /** Faces below this confidence are left out; in [0, 1]. */
  readonly minScore?: number | undefined;
  /** Of two faces whose boxes overlap by more than this (intersection over union), the weaker goes. */
  readonly overlap?: number | undefined;
}
