import { Readable, pipeline } from 'node:stream';
import { parse } from 'csv-parse';
import { ConfigError } from '../../../configs/config-error.ts';
import { decodeTexts } from './decode-texts.ts';
import type { SentenceFormat } from '../options/sentence-formats.ts';
import type { SentenceLine } from './sentence-line.ts';
import { splitLines } from './split-lines.ts';

/** How the sentences of a file are found. */
export interface SentenceSource {
  /** Named in errors. */
  readonly path: string;
  readonly format: SentenceFormat;
  /** Name of the column, or key, with the sentence; `txt` has none. */
  readonly column: string;
}

const NOT_UTF8 = 'holds bytes that are not UTF-8 text';
const LONGEST_ROW = 1_000_000;

/**
 * Yields the sentences of a text in order: each line of `txt`, the empty ones too; each row of `csv` and `tsv`, each object of `jsonl`. What is wrong with a line is yielded in its place.
 *
 * @throws ConfigError when a table has no such column; DatasetError NOT_A_TABLE when a line has no end
 */
export async function* readSentences(chunks: AsyncIterable<Uint8Array>, source: SentenceSource): AsyncGenerator<SentenceLine> {
  for await (const each of openLines(decodeTexts(chunks), source)) {
    yield 'text' in each && each.text.includes('\uFFFD') ? { line: each.line, fault: NOT_UTF8 } : each;
  }
}

function openLines(texts: AsyncIterable<string>, { path, format, column }: SentenceSource): AsyncIterable<SentenceLine> {
  if (format === 'txt') return plainLines(texts, path);
  if (format === 'jsonl') return jsonLines(texts, { path, column });
  return tableRows(texts, { path, column, delimiter: format === 'tsv' ? ['\t'] : [',', ';', '\t'] });
}

async function* plainLines(texts: AsyncIterable<string>, path: string): AsyncGenerator<SentenceLine> {
  let line = 0;
  for await (const text of splitLines(texts, path)) yield { line: ++line, text };
}

async function* jsonLines(texts: AsyncIterable<string>, { path, column }: { readonly path: string; readonly column: string }): AsyncGenerator<SentenceLine> {
  let line = 0;
  for await (const text of splitLines(texts, path)) {
    line++;
    if (text.trim() !== '') yield { line, ...toSentence(text, column) };
  }
}

function toSentence(text: string, column: string): { readonly text: string } | { readonly fault: string } {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return { fault: 'is not JSON' };
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return { fault: 'is not a JSON object' };
  const value = (parsed as Readonly<Record<string, unknown>>)[column];
  return typeof value === 'string' ? { text: value } : { fault: `has no text at "${column}"` };
}

interface CsvRecord {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

async function* tableRows(texts: AsyncIterable<string>, { path, column, delimiter }: { readonly path: string; readonly column: string; readonly delimiter: string[] }): AsyncGenerator<SentenceLine> {
  const faults: SentenceLine[] = [];
  let told = 0;
  const parser = parse({
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: LONGEST_ROW,
    skip_records_with_error: true,
    on_skip: (error) => {
      const line = Number(error?.lines);
      if (line !== told) faults.push({ line, fault: 'cannot be taken apart into cells: a quote is out of place' }); // It is called twice for the last line
      told = line;
    },
  });
  pipeline(Readable.from(texts), parser, () => undefined); // Ends `parser` with the error, which the loop throws
  let columns: readonly string[] | undefined;
  for await (const { record, info } of parser as AsyncIterable<CsvRecord>) {
    yield* faults.splice(0);
    if (columns === undefined) columns = headerOf(record, { path, column });
    else if (record.length !== columns.length) yield { line: info.lines, fault: `has ${record.length} cells, and the header ${columns.length}` };
    else yield { line: info.lines, text: record[columns.indexOf(column)]! };
  }
  yield* faults.splice(0);
}

function headerOf(record: readonly string[], { path, column }: { readonly path: string; readonly column: string }): readonly string[] {
  const names = record.map((name) => name.trim());
  if (!names.includes(column)) throw new ConfigError(path, [`has no column "${column}", but ${names.map((name) => `"${name}"`).join(', ')}`], undefined, 'Name the one with the sentences with --column.');
  return names;
}
