import { buildDecoder as build, type BuildDecoderOptions as DecoderOptions, type Taps } from '../../../plugins/baichuan-m1/build-decoder.ts';
import type { ModelsContext } from './models-context.ts';
import { showWritten } from './show-written.ts';
import { toSize } from '../show/to-size.ts';

/** Options of `affekt models build decoder`. */
export interface BuildDecoderOptions {
  readonly out?: string;
  readonly weights: NonNullable<DecoderOptions['weights']>;
  readonly taps: Taps;
}

/** Builds a decoder from a checkpoint and writes its path. */
export async function buildDecoder(folder: string, options: BuildDecoderOptions, { stdout, stderr, stop }: ModelsContext): Promise<void> {
  const progress = showWritten(folder, stderr);
  const { path, bytes, facts, notes } = await build(folder, { ...options, signal: stop, onProgress: progress.show }).finally(progress.end);
  stderr.write(`${facts.family} of ${facts.layers.length} layers: ${toSize(bytes)}\n`);
  for (const note of notes) stderr.write(`note: ${note}\n`);
  stdout.write(`decoder\t${path}\n`);
  if (notes.length === 0) stderr.write(`Use it with \`affekt generate ${path} --prompt TEXT\`${facts.taps.length > 0 ? `, or \`affekt extract FILES… --features ${path} --layers last\`` : ''}.\n`);
}
