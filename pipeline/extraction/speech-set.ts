import { SPEECH_RATE } from '../../extractors/audio/encoders/cut-speech.ts';
import type { SpeechEncoder } from '../../extractors/audio/encoders/speech-encoder.ts';
import { toFeatureKey } from '../../extractors/encoders/encoder-provenance.ts';
import { poolRows } from '../../extractors/encoders/pool-rows.ts';
import { joinPieces } from './join-pieces.ts';
import type { FeatureSound, SoundSet } from './feature-set.ts';

/** Returns what an open speech encoder makes as a feature: its rows with their own times, or their mean over the clip. The clip is held as a whole. */
export function speechSet(encoder: SpeechEncoder): SoundSet {
  const { provenance, dimensions, hop, offset } = encoder;
  const names = Array.from({ length: dimensions }, (_, index) => `h${index}`);
  const encode = async ({ pieces, sampleRate, signal }: FeatureSound) => encoder.encode({ time: 0, sampleRate, samples: await joinPieces(pieces) }, signal);
  return {
    of: 'sound',
    sampleRate: () => SPEECH_RATE,
    provenance: { key: toFeatureKey(provenance), ...provenance },
    utt: {
      names,
      async extract(sound) {
        const encoded = await encode(sound);
        return encoded && poolRows(encoded);
      },
    },
    frame: {
      names,
      hop,
      middle: offset,
      async *extract(sound) {
        const encoded = await encode(sound);
        for (const [row, time] of (encoded?.times ?? []).entries()) yield { time, values: encoded!.values.subarray(row * dimensions, (row + 1) * dimensions) };
      },
    },
  };
}
