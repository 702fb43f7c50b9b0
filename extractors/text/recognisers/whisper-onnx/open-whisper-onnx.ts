import { ModelError } from '../../../../runtime/model-error.ts';
import type { Runtime, Session } from '../../../../runtime/runtime.ts';
import { float32, type Tensor } from '../../../../runtime/tensor.ts';
import { whisperLogMel } from '../../../audio/encoders/whisper-log-mel.ts';
import { RecogniserError } from '../recogniser-error.ts';
import type { Sentence } from '../../transcript.ts';
import { PIECE_RATE, type RecognisedPiece, type SpeechPiece, type TranscribeOptions, type Transcriber } from '../transcriber.ts';
import { decodeGreedily } from './decode-greedily.ts';
import { openDecoder, type WhisperDecoder } from './open-decoder.ts';
import { splitAtTimes } from './split-at-times.ts';
import type { WhisperFolder } from './whisper-folder.ts';

/** Whisper’s own rule: nobody speaks where that is more probable than the first, and the words are less probable than the second. */
const [NO_SPEECH, UNSURE] = [0.6, -1];
const LEAST = 0.5; // Seconds: what is left of a piece when it is not looked at again

/**
 * Resolves with a recogniser on onnxruntime-node: Whisper’s spectrogram, encoder and decoder, the most probable token each time. Sentences have times, words have none. It closes its sessions,
 * not the runtime.
 *
 * @throws ModelError when a graph cannot be opened
 */
export async function openWhisperOnnx(folder: WhisperFolder, runtime: Runtime): Promise<Transcriber> {
  await using opened = new AsyncDisposableStack();
  const encoder = opened.use(await runtime.open(folder.encoder, { name: folder.id }));
  const decoder = opened.use(await openDecoder(folder, runtime));
  const sessions = opened.move();
  return {
    source: { kind: 'recogniser', id: folder.id, sha256: folder.sha256 },
    async *transcribe(pieces, options = {}) {
      checkLanguage(folder, options);
      for await (const piece of pieces) yield await recognise(piece, { folder, encoder, decoder }, options);
    },
    [Symbol.asyncDispose]: () => sessions.disposeAsync(),
  };
}

interface Net {
  readonly folder: WhisperFolder;
  readonly encoder: Session;
  readonly decoder: WhisperDecoder;
}

function checkLanguage({ id, tokens: { languages } }: WhisperFolder, { language }: TranscribeOptions): void {
  if (language === undefined || languages.size === 0 || languages.has(language)) return;
  throw new RecogniserError('UNKNOWN_LANGUAGE', { thing: `language "${language}"`, detail: `${id} does not know it, only ${[...languages.keys()].join(', ')}` });
}

/** A window begins anew where the last one has left off. */
async function recognise({ start, samples }: SpeechPiece, { folder, encoder, decoder }: Net, { language, signal }: TranscribeOptions): Promise<RecognisedPiece> {
  const duration = samples.length / PIECE_RATE;
  const sentences: Sentence[] = [];
  let spoken = language;
  for (let from = 0; duration - from > (from === 0 ? 0 : LEAST); ) {
    signal?.throwIfAborted();
    const window = samples.subarray(Math.round(from * PIECE_RATE), Math.round(from * PIECE_RATE) + folder.samples);
    const decoding = decoder.begin(await encode(window, folder, encoder));
    const decoded = await decodeGreedily(decoding, folder.tokens, { language: spoken, longest: folder.net.places, signal });
    spoken ??= decoded.language;
    const heard = splitAtTimes(decoded.ids, window.length / PIECE_RATE, folder);
    const isSilent = decoded.noSpeech > NO_SPEECH && decoded.meanLogProbability < UNSURE;
    if (!isSilent) sentences.push(...heard.sentences.map((each) => ({ ...each, start: round(start + from + each.start), end: round(start + from + each.end) })));
    from += isSilent || heard.end === 0 ? window.length / PIECE_RATE : heard.end;
  }
  return { start, end: start + duration, language: spoken ?? 'en', sentences };
}

async function encode(window: Float32Array, { samples, bands, id }: WhisperFolder, encoder: Session): Promise<Tensor> {
  const padded = new Float32Array(samples);
  padded.set(window);
  const features = whisperLogMel(padded, { bands });
  const { last_hidden_state: states } = await encoder.run({ input_features: float32(features, 1, bands, features.length / bands) });
  if (states?.type !== 'float32') throw new ModelError('WRONG_OUTPUT', { model: id, detail: 'its encoder does not give float32 `last_hidden_state`' });
  return states;
}

function round(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}
