import { join } from 'node:path';
import { z } from 'zod';
import { digestFile } from '../../extractors/models/store/digest.ts';
import { createGraphBuilder } from '../../runtime/onnx/build/graph-builder.ts';
import type { StreamedModel } from '../../runtime/onnx/build/streamed-model.ts';
import { bytesOf } from '../../runtime/onnx/build/weight-pieces.ts';
import { writeStreamedModel } from '../../runtime/onnx/build/write-streamed-model.ts';
import { openCheckpoint, type Checkpoint } from './checkpoint.ts';
import { EncoderBuildError } from './encoder-build-error.ts';
import { toEncoderCard, toFileName, type EncoderCard } from './encoder-card.ts';
import type { EncoderFacts } from './encoder-facts.ts';
import { FAMILIES } from './families.ts';
import { tokenizerNotes } from './tokenizer-notes.ts';

/** How an encoder is built. */
export interface BuildEncoderOptions {
  /** Folder of the ONNX file, which is named after the checkpoint. */
  readonly out: string;
  /** How large weights are stored; the net computes in 32 bits in any case. Default `fp32`. */
  readonly weights?: 'fp32' | 'fp16' | undefined;
  /** Is shown the card before anything is written, and may throw. */
  readonly onCard?: ((card: EncoderCard) => void) | undefined;
  /** Told how many bytes of the weights are written, of how many. */
  readonly onProgress?: ((written: number, total: number) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** An encoder that was built. */
export interface BuiltEncoder {
  /** Of the ONNX file. */
  readonly path: string;
  readonly bytes: number;
  /** Of the file, in hexadecimal. */
  readonly sha256: string;
  readonly facts: EncoderFacts;
  /** As it is written in the file. */
  readonly card: EncoderCard;
}

/** An ONNX file cannot be larger; a megabyte is left for the graph and its notes. */
const LARGEST = 2 ** 31 - 2 ** 20;
const PADDING = z.looseObject({ pad_token_id: z.int().nullish() });

/**
 * Builds the ONNX file of a pretrained encoder from its checkpoint, and resolves with what was built. Weights pass through a few megabytes at a time. The file says itself how its input is made
 * (`affekt.card`), and an encoder of text has its tokeniser in it. The same checkpoint gives the same bytes.
 *
 * @param folder config.json, model.safetensors or shards, and preprocessor_config.json or tokenizer.json; or FunASR's config.yaml, model.pt and tokens.txt
 * @throws EncoderBuildError naming what is wrong with the folder; SafetensorsError naming the tensor or file; the signal's reason. Nothing is left then
 * @example await buildEncoder('hubert-base-ls960', { out: 'encoders' }) // encoders/hubert-base-ls960.onnx
 */
export async function buildEncoder(folder: string, { out, weights = 'fp32', onCard, onProgress, signal }: BuildEncoderOptions): Promise<BuiltEncoder> {
  await using checkpoint = await openCheckpoint(folder);
  const family = Object.hasOwn(FAMILIES, checkpoint.type) ? FAMILIES[checkpoint.type] : undefined;
  if (family === undefined) throw new EncoderBuildError('UNKNOWN_TYPE', { path: folder, detail: `is of the model type "${checkpoint.type}", and these can be built: ${Object.keys(FAMILIES).join(', ')}` });
  const graph = createGraphBuilder();
  const facts = await family(checkpoint, graph, weights === 'fp16' ? 'float16' : 'float32');
  const card = await toEncoderCard(checkpoint, facts);
  onCard?.(card);
  const model = graph.build({ name: toFileName(checkpoint.name), metadata: { 'affekt.card': JSON.stringify(card), 'affekt.checkpoint': checkpoint.name, ...(await notesOf(checkpoint, facts)) } });
  refuseTooLarge(folder, model);
  const path = join(out, `${toFileName(checkpoint.name)}.onnx`);
  const { bytes } = await writeStreamedModel(path, model, { signal, onProgress, inlineBytes: LARGEST });
  return { path, bytes, sha256: (await digestFile(path, signal)).sha256, facts, card };
}

async function notesOf(checkpoint: Checkpoint, facts: EncoderFacts): Promise<Record<string, string>> {
  if (facts.kind !== 'text') return {};
  return tokenizerNotes(checkpoint.folder, { vocabulary: facts.vocabulary, padding: checkpoint.config(PADDING).pad_token_id ?? undefined });
}

function refuseTooLarge(path: string, { weights }: StreamedModel): void {
  const bytes = weights.reduce((sum, weight) => sum + bytesOf(weight), 0);
  if (bytes > LARGEST) throw new EncoderBuildError('TOO_LARGE', { path, detail: `its weights take ${(bytes / 1e9).toFixed(1)} GB, and one ONNX file holds 2.1 GB` });
}
