import type { Probabilities } from '../../fusion/verdict.ts';

/** A trained system under test: it looks at one clip and says what each modality alone, and all together, make of it. */
export interface System extends AsyncDisposable {
  /** For people: `"embedded models"`. */
  readonly name: string;
  /** Changes when an answer could: models, settings, version. Answers are kept by it. */
  readonly key: string;
  /** Without the fused one, in the order in which they are shown: `["face", "voice"]`. */
  readonly modalities: readonly string[];
  /** Resolves with the answers for one clip. @throws MediaError when it cannot be read */
  predict(clip: SystemClip, signal: AbortSignal): Promise<SystemAnswer>;
}

/** A clip as a system gets it, damaged already. */
export interface SystemClip {
  readonly name: string;
  readonly path: string;
}

/** What a system says of a clip. A modality that has nothing to say (no face found, nobody speaks) is an absent key. */
export interface SystemAnswer {
  readonly modalities: Readonly<Record<string, ModalityAnswer>>;
  readonly fused?: ModalityAnswer;
}

/** What one modality, or all of them, say. */
export interface ModalityAnswer {
  readonly probabilities: Probabilities;
  /** In [−1, 1]. */
  readonly valence?: number;
  readonly arousal?: number;
}
