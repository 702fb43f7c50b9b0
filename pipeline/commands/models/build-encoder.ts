import { cardFor } from '../../../extractors/models/card-for.ts';
import { buildEncoder as build } from '../../../plugins/build-encoder/build-encoder.ts';
import { checkEncoder } from '../../../plugins/build-encoder/check-encoder.ts';
import type { ModelsContext } from './models-context.ts';
import { showWritten } from './show-written.ts';
import { toSize } from '../show/to-size.ts';

/** Options of `affekt models build encoder`. */
export interface BuildEncoderOptions {
  readonly out: string;
  readonly as?: string;
  readonly weights: 'fp32' | 'fp16';
}

/** Builds an encoder from a checkpoint and writes its path; with `as` it is taken over into the store as well, and the path there is written. */
export async function buildEncoder(folder: string, { out, as, weights }: BuildEncoderOptions, { store, stdout, stderr, stop }: ModelsContext): Promise<void> {
  const known = as === undefined ? undefined : cardFor(as);
  const progress = showWritten(folder, stderr);
  const { path, bytes, sha256, card } = await build(folder, { out, weights, signal: stop, onProgress: progress.show, onCard: (built) => known && checkEncoder(folder, { built, known, id: as! }) });
  progress.end();
  stderr.write(`${card.title}: ${toSize(bytes)}, sha256 ${sha256}\n`);
  const placed = as === undefined ? path : (await (await store({ mirrors: [], offline: true })).import(path, as)).path;
  stdout.write(`${as ?? 'encoder'}\t${placed}\n`);
  stderr.write(`Use it with \`affekt extract FILES… --features ${as ?? path}${'picture' in card ? '' : ' --layers last-four-sum'}\`.\n`);
}
