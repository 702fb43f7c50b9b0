/** How probable it is that each person makes the sound, through a clip. */
export interface SpeakerTrack {
  /** By id, at every multiple of `STEP` from the person's first sighting to the last. */
  readonly people: ReadonlyMap<number, SpeakingSeries>;
  /** 1 where somebody speaks, whoever it is, 0 where nobody does: one value per step from time 0 to the end of the sound. */
  readonly inTurn: Uint8Array;
}

/** One person's probability of speaking. */
export interface SpeakingSeries {
  /** Number of the first step. */
  readonly first: number;
  /** In [0, 1]; NaN where it is not known. */
  readonly values: Float32Array;
}
