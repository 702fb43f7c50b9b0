import { toFeatureKey } from '../../extractors/encoders/encoder-provenance.ts';
import { poolRows } from '../../extractors/encoders/pool-rows.ts';
import { encodeTranscript } from '../../extractors/text/encoders/encode-transcript.ts';
import { toClockRows } from '../../extractors/text/encoders/to-clock-rows.ts';
import type { TokenEncoder } from '../../extractors/text/encoders/token-encoder.ts';
import type { FeatureWords, WordSet } from './feature-set.ts';

/** Rows of words lie on this clock: the middles of tenths of a second. */
const CLOCK = { hop: 0.1, offset: 0.05 };

/** Returns what an open text encoder makes of what is said as a feature: rows every 0.1 s where somebody speaks, or the mean of all tokens. `onNote` is told what a reader of the numbers must know. */
export function textSet(encoder: TokenEncoder, onNote: (note: string) => void): WordSet {
  const { provenance, dimensions } = encoder;
  const names = Array.from({ length: dimensions }, (_, index) => `h${index}`);
  const encode = async ({ transcript, signal }: FeatureWords) => {
    const encoded = await encodeTranscript(encoder, transcript, signal);
    encoded?.notes.forEach(onNote);
    return encoded;
  };
  return {
    of: 'words',
    provenance: { key: toFeatureKey(provenance), ...provenance },
    utt: {
      names,
      async extract(words) {
        const encoded = await encode(words);
        return encoded && poolRows(encoded);
      },
    },
    frame: {
      names,
      hop: CLOCK.hop,
      middle: CLOCK.offset,
      async *extract(words) {
        const encoded = await encode(words);
        const rows = encoded && toClockRows(encoded, CLOCK);
        encoded?.timeNotes.forEach(onNote);
        for (const [row, time] of (rows?.times ?? []).entries()) yield { time, values: rows!.values.subarray(row * dimensions, (row + 1) * dimensions) };
      },
    },
    tokens: async (words) => (await encode(words))?.values,
  };
}
