/** Seconds of sound that one probability is about: 512 samples at 16 kHz. */
export const ACTIVITY_FRAME = 0.032;

/** Tells speech from everything else. Holds no state of its own: each clip gets a listener. */
export interface VoiceActivity extends AsyncDisposable {
  /** Registry id, written into every run record: `"silero-vad-16k"`; `"energy"` for the rule without a model. */
  readonly id: string;
  /** Returns a listener to one stream of sound. Several may listen at once. */
  listen(): SpeechListener;
}

/** Listens to one stream of 16 kHz mono sound. */
export interface SpeechListener {
  /** Resolves with the probability of speech, in [0, 1], of every frame of 32 ms that `samples` completes. Await one call before the next. */
  push(samples: Float32Array): Promise<Float32Array>;
  /** Resolves with the probability of the last, unfinished frame (filled up with silence), if there is one. */
  flush(): Promise<Float32Array>;
}
