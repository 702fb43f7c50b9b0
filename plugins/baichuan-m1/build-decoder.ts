import { extname, join } from 'node:path';
import { writeStreamedModel, type WrittenModel } from '../../runtime/onnx/build/write-streamed-model.ts';
import { openWeights } from '../../runtime/safetensors/open-weights.ts';
import { DecoderError } from './decoder-error.ts';
import { readDecoderShape } from './config/read-decoder-shape.ts';
import { readTextNotes } from './chat/read-text-notes.ts';
import { decoderGraph } from './graph/decoder-graph.ts';
import type { GraphPort } from '../../runtime/onnx/model.ts';
import type { DecoderShape } from './config/decoder-shape.ts';
import type { DecoderFacts } from './decoder-facts.ts';
import type { WeightFormat } from './graph/linear.ts';

/** Which hidden states become outputs, numbered from 0, the embeddings, to the number of layers, which is after the last norm. */
export type Taps = 'none' | 'last' | 'last-four' | 'all' | readonly number[];

/** How to build a decoder. */
export interface BuildDecoderOptions {
  /** Folder for `model.onnx`, or the path of the file itself when it ends in `.onnx`. Default: `onnx` in the folder of the weights. */
  readonly out?: string | undefined;
  /** How weights are kept. With `int4` the last matrix has 8 bits, and with both the embeddings are halves. Default `fp32`. */
  readonly weights?: WeightFormat | undefined;
  /** Default `none`. */
  readonly taps?: Taps | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Told how many bytes of the weights are written, of how many. */
  readonly onProgress?: ((written: number, total: number) => void) | undefined;
}

/** A decoder on disk, ready for `openDecoder`, with what is needed to run the file without it. */
export interface BuiltDecoder extends WrittenModel {
  readonly facts: DecoderFacts;
  readonly inputs: readonly GraphPort[];
  readonly outputs: readonly GraphPort[];
  /** What somebody who uses it must know, a sentence each. */
  readonly notes: readonly string[];
}

/**
 * Builds an ONNX file of a decoder from a folder with config.json and safetensors, in one file or several: Baichuan-M1, Llama, Mistral, Qwen2 and Qwen3. Weights pass through memory some
 * megabytes at a time; those of more than 64 MiB go to `model.onnx.data` beside it. The same folder gives the same bytes. What tokenizer.json, tokenizer_config.json and chat_template.jinja
 * say is put into the file.
 *
 * @throws DecoderError when config.json is missing, wrong or of an unknown architecture, or a tap is no hidden state; SafetensorsError when weights are missing or damaged, or a
 * weight beyond float16; the signal's reason
 * @example
 * const { path } = await buildDecoder('Baichuan-M1-14B-Instruct', { out: 'm1', weights: 'int4', taps: 'last' });
 * await using decoder = await openDecoder(path);
 */
export async function buildDecoder(folder: string, { out = join(folder, 'onnx'), weights: format = 'fp32', taps = 'none', signal, onProgress }: BuildDecoderOptions = {}): Promise<BuiltDecoder> {
  const shape = await readDecoderShape(folder);
  const text = await readTextNotes(folder);
  const facts = toFacts({ ...shape, ends: [...new Set([...shape.ends, ...text.ends])] }, { format, taps: toTaps(taps, shape.layers.length) });
  await using weights = await openWeights(folder);
  const tied = shape.tied || (!weights.has('lm_head.weight') && !shape.normHead); // Libraries leave out what another tensor holds
  const model = await decoderGraph({ ...shape, tied }, weights, { weights: format, taps: facts.taps, metadata: { ...text.metadata, 'affekt.decoder': JSON.stringify(facts) } });
  const path = extname(out) === '.onnx' ? out : join(out, 'model.onnx');
  const written = await writeStreamedModel(path, model, { signal, onProgress });
  return { ...written, facts, inputs: model.inputs, outputs: model.outputs, notes: text.notes };
}

function toFacts({ family, vocabulary, width, layers, convolution, longest, ends }: DecoderShape, { format, taps }: { readonly format: WeightFormat; readonly taps: readonly number[] }): DecoderFacts {
  return { family, vocabulary, width, layers, convolution, weights: format, taps, longest, ends };
}

function toTaps(taps: Taps, layers: number): readonly number[] {
  const last = (count: number) => Array.from({ length: Math.min(count, layers + 1) }, (_, i) => layers - i).reverse();
  const chosen = typeof taps === 'string' ? { none: [], last: last(1), 'last-four': last(4), all: last(layers + 1) }[taps] : [...new Set(taps)].sort((a, b) => a - b);
  const wrong = chosen.find((tap) => !Number.isInteger(tap) || tap < 0 || tap > layers);
  if (wrong !== undefined) throw new DecoderError('NO_LAYER', { thing: 'taps', detail: `${wrong} is none of the hidden states of this model, which go from 0 to ${layers}` });
  return chosen;
}
