import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { digestFile } from '../../../models/store/digest.ts';
import { RecogniserError } from '../recogniser-error.ts';

const generationSchema = z.object({
  decoder_start_token_id: z.number(),
  eos_token_id: z.union([z.number(), z.tuple([z.number()]).transform(([id]) => id)]),
  no_timestamps_token_id: z.number(),
  lang_to_id: z.record(z.string(), z.number()).optional(),
  task_to_id: z.record(z.string(), z.number()).optional(),
  suppress_tokens: z.array(z.number()).nullish(),
  begin_suppress_tokens: z.array(z.number()).nullish(),
  max_initial_timestamp_index: z.number().optional(),
});
const configSchema = z.object({ max_target_positions: z.number(), num_mel_bins: z.union([z.literal(80), z.literal(128)]), decoder_layers: z.number(), decoder_attention_heads: z.number(), d_model: z.number() });
const preprocessorSchema = z.object({ n_samples: z.number().default(480_000), sampling_rate: z.literal(16_000).default(16_000), hop_length: z.literal(160).default(160) });
const tokenizerSchema = z.object({ model: z.object({ vocab: z.record(z.string(), z.number()) }) });

/** A Whisper net in ONNX, as the Hub’s onnx-community has them. */
export interface WhisperFolder {
  readonly id: string;
  /** Over the checksums of all files that are read. */
  readonly sha256: string;
  readonly encoder: string;
  /** One graph for the first token and those after it, or a graph for each. */
  readonly decoder: { readonly merged: string } | { readonly first: string; readonly next: string };
  /** Samples of a window. */
  readonly samples: number;
  readonly bands: 80 | 128;
  readonly net: { readonly layers: number; readonly heads: number; readonly width: number; readonly places: number };
  readonly tokens: WhisperTokens;
  /** Bytes of each token of text. */
  readonly texts: ReadonlyMap<number, Uint8Array>;
}

/** Numbers of the tokens that are not text. */
export interface WhisperTokens {
  readonly start: number;
  readonly end: number;
  /** Token of each language, by Whisper’s code; empty for a net that knows English only. */
  readonly languages: ReadonlyMap<string, number>;
  readonly transcribe?: number | undefined;
  /** The one that means that nobody speaks. */
  readonly noSpeech: number;
  readonly noTimes: number;
  /** The first of those that are times, 20 ms apart. */
  readonly times: number;
  /** Never said; never said first. */
  readonly suppressed: readonly number[];
  readonly suppressedFirst: readonly number[];
  /** The latest time, in steps, at which the first sentence of a window may begin. */
  readonly latestStart: number;
}

/**
 * Resolves with what is known of the net in `folder`: `config.json`, `generation_config.json`, `preprocessor_config.json`, `tokenizer.json` and, there or in `onnx/`,
 * `encoder_model.onnx` with `decoder_model_merged.onnx`, or with `decoder_model.onnx` and `decoder_with_past_model.onnx`; `_quantized` files where there are no others.
 *
 * @throws RecogniserError BAD_MODEL naming the file that is missing or is something else
 */
export async function readWhisperFolder(folder: string): Promise<WhisperFolder> {
  const files: string[] = [];
  const read = async <T>(name: string, schema: z.ZodType<T>): Promise<T> => {
    files.push(join(folder, name));
    return readJson(join(folder, name), schema);
  };
  const [config, generation] = [await read('config.json', configSchema), await read('generation_config.json', generationSchema)];
  const [preprocessor, tokenizer] = [await read('preprocessor_config.json', preprocessorSchema), await read('tokenizer.json', tokenizerSchema)];
  const encoder = findGraph(folder, 'encoder_model') ?? missing(folder, 'encoder_model.onnx');
  const decoder = findDecoder(folder);
  files.push(encoder, ...Object.values(decoder));
  return {
    id: basename(folder),
    sha256: await hashAll(files),
    encoder,
    decoder,
    samples: preprocessor.n_samples,
    bands: config.num_mel_bins,
    net: { layers: config.decoder_layers, heads: config.decoder_attention_heads, width: config.d_model, places: config.max_target_positions },
    tokens: toTokens(generation),
    texts: toTexts(tokenizer.model.vocab),
  };
}

async function readJson<T>(path: string, schema: z.ZodType<T>): Promise<T> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new RecogniserError('BAD_MODEL', { thing: path, detail: 'cannot be read, and a Whisper net needs it', cause });
  });
  try {
    return schema.parse(JSON.parse(text));
  } catch (cause) {
    const reason = cause instanceof z.ZodError ? `${cause.issues[0]?.path.join('.') ?? ''}: ${cause.issues[0]?.message ?? ''}` : 'it is no JSON';
    throw new RecogniserError('BAD_MODEL', { thing: path, detail: `is not that of a Whisper net (${reason})`, cause });
  }
}

function findGraph(folder: string, name: string): string | undefined {
  const places = [`${name}.onnx`, `onnx/${name}.onnx`, `${name}_quantized.onnx`, `onnx/${name}_quantized.onnx`];
  return places.map((place) => join(folder, place)).find((path) => existsSync(path));
}

function findDecoder(folder: string): WhisperFolder['decoder'] {
  const merged = findGraph(folder, 'decoder_model_merged');
  if (merged !== undefined) return { merged };
  const first = findGraph(folder, 'decoder_model') ?? missing(folder, 'decoder_model_merged.onnx');
  return { first, next: findGraph(folder, 'decoder_with_past_model') ?? missing(folder, 'decoder_with_past_model.onnx') };
}

function missing(folder: string, name: string): never {
  throw new RecogniserError('BAD_MODEL', { thing: folder, detail: `has no ${name}, nor onnx/${name}` });
}

async function hashAll(files: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const file of files) hash.update((await digestFile(file)).sha256);
  return hash.digest('hex');
}

function toTokens(generation: z.infer<typeof generationSchema>): WhisperTokens {
  const noTimes = generation.no_timestamps_token_id;
  return {
    start: generation.decoder_start_token_id,
    end: generation.eos_token_id,
    languages: new Map(Object.entries(generation.lang_to_id ?? {}).map(([token, id]) => [token.replace(/^<\||\|>$/g, ''), id])),
    transcribe: generation.task_to_id?.transcribe,
    noSpeech: noTimes - 1,
    noTimes,
    times: noTimes + 1,
    suppressed: generation.suppress_tokens ?? [],
    suppressedFirst: generation.begin_suppress_tokens ?? [],
    latestStart: generation.max_initial_timestamp_index ?? 50,
  };
}

/** Vocabularies of GPT-2’s kind write each byte as one printable character: itself where it is printable, else one from 256 on. */
function toTexts(vocabulary: Readonly<Record<string, number>>): Map<number, Uint8Array> {
  const bytes = new Map<string, number>();
  let next = 256;
  for (let byte = 0; byte < 256; byte++) {
    const isPrintable = (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || byte >= 174;
    bytes.set(String.fromCharCode(isPrintable ? byte : next++), byte);
  }
  return new Map(Object.entries(vocabulary).map(([text, id]) => [id, Uint8Array.from(text, (character) => bytes.get(character) ?? 63)]));
}
