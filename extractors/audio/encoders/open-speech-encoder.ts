import { ModelError } from '../../../runtime/model-error.ts';
import type { Session } from '../../../runtime/runtime.ts';
import type { Tensor } from '../../../runtime/tensor.ts';
import type { HiddenLayers } from '../../encoders/hidden-layers.ts';
import { readStates } from '../../encoders/read-states.ts';
import type { ModelCard } from '../../models/card.ts';
import type { LoadedModel } from '../../models/loaded-model.ts';
import { cutSpeech, SPEECH_RATE, type SpeechChunk } from './cut-speech.ts';
import type { EncodedSpeech } from './encoded-speech.ts';
import { judgeSpeech } from './judge-speech.ts';
import { normaliseSpeech } from './normalise-speech.ts';
import type { SpeechEncoderCard, SpeechRecipe } from './speech-encoder-card.ts';
import type { SpeechEncoder } from './speech-encoder.ts';
import { toSpeechProvenance } from './speech-provenance.ts';
import { toSpeechFeed } from './to-speech-feed.ts';

/**
 * Returns an encoder on an open session, which it closes when it is disposed. The recipe is that of the model's card: MERBench's for wav2vec 2.0,
 * HuBERT and WavLM, but that rows of its zeros are left out.
 *
 * @throws TypeError when the model is no speech encoder; RangeError when its graph does not give these layers
 */
export function openSpeechEncoder({ session, model }: { readonly session: Session; readonly model: LoadedModel }, layers: HiddenLayers): SpeechEncoder {
  const { card, id } = model;
  if (!isSpeechEncoder(card)) throw new TypeError(`${id} is no speech encoder`);
  const { speech } = card;
  if (!speech.layers.includes(layers)) throw new RangeError(`${id}: its graph does not give \`${layers}\`. Choose ${speech.layers.join(' or ')}.`);
  const provenance = toSpeechProvenance(model, card, layers);
  const run = (chunk: SpeechChunk, samples: Float32Array) => runChunk({ session, card, layers }, chunk, samples);
  const [whole] = cutSpeech(speech.chunk.seconds * SPEECH_RATE, speech);
  return {
    provenance,
    dimensions: speech.dimensions,
    hop: speech.chunk.seconds / whole!.rows,
    offset: centreOf(0, speech.rows) / SPEECH_RATE,
    async encode({ time, sampleRate, samples }, signal) {
      if (sampleRate !== SPEECH_RATE) throw new RangeError(`sample rate: ${sampleRate} Hz is not ${SPEECH_RATE}. Resample the sound first.`);
      const prepared = normaliseSpeech(samples, speech.input.kind === 'waveform' && speech.input.normalise);
      const parts: ChunkRows[] = [];
      for (const chunk of cutSpeech(samples.length, speech)) {
        signal?.throwIfAborted();
        parts.push(await run(chunk, prepared));
      }
      return parts.length === 0 ? undefined : { ...joinParts(parts, { time, speech }), ...judgeSpeech(parts, card), provenance };
    },
    [Symbol.asyncDispose]: () => session[Symbol.asyncDispose](),
  };
}

interface ChunkRows {
  readonly chunk: SpeechChunk;
  /** Shape `[chunk.kept, dimensions]`. */
  readonly values: Float32Array;
  /** What the net itself says of the piece. */
  readonly logits?: Float32Array;
}

function isSpeechEncoder(card: ModelCard): card is SpeechEncoderCard {
  return 'speech' in card;
}

interface Net {
  readonly session: Session;
  readonly card: SpeechEncoderCard;
  readonly layers: HiddenLayers;
}

async function runChunk({ session, card, layers }: Net, chunk: SpeechChunk, samples: Float32Array): Promise<ChunkRows> {
  const { dimensions, affect } = card.speech;
  const outputs = await session.run(toSpeechFeed(chunk, samples, { card, into: session.floats(chunk.size) }));
  const values = readStates(outputs, { model: session.name, layers, dimensions, rows: chunk.rows, kept: chunk.kept });
  const judged = card.output.labels?.length ?? (affect === undefined ? 0 : 3);
  return { chunk, values, ...(judged > 0 && { logits: readLogits(outputs, judged, session.name) }) };
}

function readLogits({ logits }: Readonly<Record<string, Tensor>>, count: number, model: string): Float32Array {
  if (logits?.type !== 'float32' || logits.data.length !== count) throw new ModelError('WRONG_OUTPUT', { model, detail: `it does not give ${count} \`logits\`` });
  return logits.data;
}

function joinParts(parts: readonly ChunkRows[], { time, speech: { rows, dimensions } }: { time: number; speech: SpeechRecipe }): Pick<EncodedSpeech, 'times' | 'values' | 'dimensions'> {
  const count = parts.reduce((sum, { chunk }) => sum + chunk.kept, 0);
  const [times, values] = [new Float64Array(count), new Float32Array(count * dimensions)];
  let row = 0;
  for (const { chunk, values: part } of parts) {
    values.set(part, row * dimensions);
    for (let i = 0; i < chunk.kept; i++) times[row + i] = time + (chunk.start + centreOf(i, rows)) / SPEECH_RATE;
    row += chunk.kept;
  }
  return { times, values, dimensions };
}

/** Sample in the middle of a row. */
function centreOf(row: number, { hop, field }: SpeechRecipe['rows']): number {
  return row * hop + Math.floor(field / 2);
}
