import { createReadStream } from 'node:fs';
import { extname } from 'node:path';
import type { Readable } from 'node:stream';
import { ConfigError } from '../../../configs/config-error.ts';
import { DatasetError } from '../../../datasets/dataset-error.ts';
import { openTextReader } from '../../../extractors/text/emotion/open-text-reader.ts';
import { EXIT, exitCodeForClips, type ExitCode } from '../../exit-codes.ts';
import type { CommandContext } from '../context.ts';
import { readRows } from './read-rows.ts';
import { SENTENCE_FORMATS, type SentenceFormat } from '../options/sentence-formats.ts';

/** Options of `affekt read`. */
export interface ReadFlags {
  readonly format?: SentenceFormat;
  readonly column: string;
  readonly out?: string;
  readonly as: 'jsonl' | 'csv';
  readonly explain: boolean;
  readonly anyLanguage: boolean;
  readonly quiet: boolean;
}

/** Reads emotion from sentences, and resolves with the exit code. */
export async function read(path: string, { format, ...flags }: ReadFlags, { stdin, ...context }: CommandContext & { readonly stdin: Readable }): Promise<ExitCode> {
  const name = path === '-' ? 'standard input' : path;
  const source = { path: name, format: format ?? formatOf(path), column: flags.column };
  const reader = await openTextReader();
  const chunks = path === '-' ? stdin : createReadStream(path);
  try {
    const { rows, broken, left } = await readRows(chunks as AsyncIterable<Uint8Array>, { source, reader, ...flags }, context);
    if (context.stop.aborted) return left ? EXIT.fine : EXIT.interrupted;
    return exitCodeForClips(broken, rows + broken);
  } catch (error) {
    throw isFromSystem(error) ? DatasetError.from(error, name) : error;
  }
}

function formatOf(path: string): SentenceFormat {
  const ending = extname(path).slice(1).toLowerCase();
  if (ending === 'ndjson') return 'jsonl';
  if (['json', 'xlsx', 'xls', 'parquet', 'docx', 'pdf'].includes(ending)) throw new ConfigError(path, [`.${ending} is no layout that can be read`], undefined, 'Save it as .txt, .csv, .tsv or .jsonl, or say with --format which of them it is.');
  return SENTENCE_FORMATS.find((format) => format === ending) ?? 'txt';
}

function isFromSystem(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}
