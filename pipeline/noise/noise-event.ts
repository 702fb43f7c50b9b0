import type { NoisyClip } from './noisy-clip.ts';

/** What became of one clip. */
export interface NoiseEvent {
  readonly type: 'clip';
  readonly clip: string;
  /** `kept`: an earlier run made it; `differs`: made again with other bytes than the manifest says. */
  readonly outcome: 'done' | 'kept' | 'failed' | 'differs';
  readonly entry: NoisyClip;
  /** One line for people, when something went wrong. */
  readonly message?: string;
}
