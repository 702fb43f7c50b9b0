/** Turns a stretch of speech into a vector of its speaker. Holds nothing between calls. */
export interface SpeakerEmbedder extends AsyncDisposable {
  /** Registry id. */
  readonly id: string;
  readonly dimensions: number;
  /** Cosine distance above which two vectors are taken for two people. */
  readonly different: number;
  /**
   * Resolves with a vector of unit length of shape `[dimensions]`.
   *
   * @param samples 16 kHz mono, 0.1 s at least
   * @throws ModelError when the net gives another shape than its card says
   */
  embed(samples: Float32Array): Promise<Float32Array>;
}
