import type { Clip } from '../../../datasets/clip.ts';
import { toFeatureKey, toFeatureName } from '../../../extractors/encoders/encoder-provenance.ts';
import { encodeTranscript } from '../../../extractors/text/encoders/encode-transcript.ts';
import { toClockRows, type Clock } from '../../../extractors/text/encoders/to-clock-rows.ts';
import type { TokenEncoder } from '../../../extractors/text/encoders/token-encoder.ts';
import type { Transcript } from '../../../extractors/text/transcript.ts';
import type { ClipRows } from '../clip-rows.ts';
import type { FeatureSource } from '../feature-source.ts';

/** Where the words of clips come from, and who is told of them. */
export interface TextSourceOptions {
  /** Resolves with what is said in a clip; nothing where that is not known. A text without times is one sentence from the start of the clip to its end. */
  readonly words: (clip: Clip, signal: AbortSignal) => Promise<Pick<Transcript, 'sentences'> | undefined>;
  /** Of the rows of level `frame`. */
  readonly clock: Clock;
  /** Is told what a reader of the numbers must know: text that was left out, times that are estimates. */
  readonly onNote?: (note: string) => void;
}

/**
 * Returns a source for `extractFeatures`: all tokens, which it pools for utterances, or rows on a clock where somebody speaks. Its id ends in the first half
 * of the features' key, as that of `speechSource` does; rows on another clock have another id.
 */
export function textSource(encoder: TokenEncoder, level: FeatureSource['level'], { words, clock, onNote }: TextSourceOptions): FeatureSource {
  const { provenance } = encoder;
  const id = `${toFeatureName(provenance)}-${toFeatureKey(provenance).slice(0, 8)}`;
  return {
    modality: 'text',
    id: level === 'utterance' ? id : `${id}-${toRate(clock)}`,
    level,
    async read(clip, signal) {
      const transcript = await words(clip, signal);
      const encoded = transcript && (await encodeTranscript(encoder, transcript, signal));
      if (encoded === undefined) return undefined;
      for (const note of level === 'frame' ? [...encoded.notes, ...encoded.timeNotes] : encoded.notes) onNote?.(`${clip.clip}: ${note}`);
      return level === 'frame' ? toClockRows(encoded, clock) : asRows(encoded);
    },
  };
}

/** Tokens in their order: as rows to be pooled, they need no times. */
function asRows({ values, dimensions }: { readonly values: Float32Array; readonly dimensions: number }): ClipRows {
  return { times: Float64Array.from({ length: values.length / dimensions }, (_, row) => row), values, dimensions };
}

function toRate({ hop, offset }: Clock): string {
  const rate = `${Number((1 / hop).toPrecision(6))}hz`;
  return offset === 0 ? rate : `${rate}-from-${offset}`;
}
