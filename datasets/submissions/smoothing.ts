/** Half widths of the box filter in frames, by what they are for; 0 or absent for none. */
export interface Smoothing {
  /** Valence and arousal. */
  readonly va?: number;
  /** Scores of classes, before the highest one is taken. Where there are classes only, the vote of the frames in the box. */
  readonly expr?: number;
  /** Probabilities of action units, before they are held against 0.5. Where there is 0 or 1 only, the majority. */
  readonly au?: number;
}
