import { createReadStream } from 'node:fs';
import { extname } from 'node:path';
import type { Readable } from 'node:stream';
import { Command, Option } from 'commander';
import { ConfigError } from '../../configs/config-error.ts';
import { DatasetError } from '../../datasets/dataset-error.ts';
import { openTextReader } from '../../extractors/text/emotion/open-text-reader.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import type { CommandContext } from './context.ts';
import { readRows } from './read/read-rows.ts';
import { SENTENCE_FORMATS, type SentenceFormat } from './read/sentence-line.ts';

interface ReadFlags {
  readonly format?: SentenceFormat;
  readonly column: string;
  readonly out?: string;
  readonly as: 'jsonl' | 'csv';
  readonly explain: boolean;
  readonly anyLanguage: boolean;
  readonly quiet: boolean;
}

/** `affekt read FILE` */
export function readCommand(context: CommandContext, stdin: Readable = process.stdin): Command {
  return new Command('read')
    .summary('read emotion from sentences')
    .description('Writes a line for each sentence of FILE: expression, probabilities, valence, arousal, dominance. The model that comes with affekt reads English; a sentence that is not gets a note in place of figures.')
    .argument('<file>', 'text with a sentence a line, .csv or .tsv with a header, .jsonl; - for standard input')
    .addOption(new Option('-f, --format <format>', 'layout of the input, where its name does not tell').choices(SENTENCE_FORMATS))
    .option('-c, --column <name>', 'column or key with the sentence', 'text')
    .option('-o, --out <file>', 'write here instead of on standard output')
    .addOption(new Option('--as <format>', 'what is written').choices(['jsonl', 'csv']).default('jsonl'))
    .option('--explain', 'with the words that weigh most: probability of the label less that without the word', false)
    .option('--any-language', 'give figures for sentences that are not English too', false)
    .option('-q, --quiet', 'print no progress and no broken lines', false)
    .addHelpText('after', '\nExit codes: 0 fine, 2 usage, or a file that cannot be read; 3 model damaged, 5 some lines are broken, 6 all are, 130 interrupted.')
    .action(async (file: string, flags: ReadFlags) => context.exit(await read(file, flags, { ...context, stdin })));
}

async function read(path: string, { format, ...flags }: ReadFlags, { stdin, ...context }: CommandContext & { readonly stdin: Readable }): Promise<ExitCode> {
  const name = path === '-' ? 'standard input' : path;
  const source = { path: name, format: format ?? formatOf(path), column: flags.column };
  const reader = await openTextReader();
  const chunks = path === '-' ? stdin : createReadStream(path);
  try {
    const { rows, broken, left } = await readRows(chunks as AsyncIterable<Uint8Array>, { source, reader, ...flags }, context);
    if (context.stop.aborted) return left ? EXIT.fine : EXIT.interrupted;
    if (broken === 0) return EXIT.fine;
    return rows === 0 ? EXIT.allClipsFailed : EXIT.someClipsFailed;
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
