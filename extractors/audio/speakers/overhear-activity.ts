import type { VoiceActivity } from '../activity/voice-activity.ts';

/** A stretch of sound with what was heard in it. */
export interface Overheard {
  /** 16 kHz mono, as they came. */
  readonly samples: Float32Array;
  /** Of every frame of 32 ms that these samples complete. */
  readonly probabilities: Float32Array;
}

/**
 * Returns `activity` as it is, except that `listen` is told what it hears, before the caller is: samples and probabilities of speech go through one
 * place only, so nothing is read or judged twice. Whoever awaits the probabilities also waits for `listen`. Disposing it does nothing: the activity stays its owner's.
 */
export function overhearActivity(activity: VoiceActivity, listen: (heard: Overheard) => Promise<void>): VoiceActivity {
  const tell = async (samples: Float32Array, probabilities: Float32Array) => {
    await listen({ samples, probabilities });
    return probabilities;
  };
  return {
    id: activity.id,
    listen: () => {
      const listener = activity.listen();
      return {
        push: async (samples) => tell(samples, await listener.push(samples)),
        flush: async () => tell(new Float32Array(0), await listener.flush()),
      };
    },
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}
