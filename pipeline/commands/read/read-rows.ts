import type { TextReader } from '../../../extractors/text/emotion/text-reader.ts';
import type { CommandContext } from '../context.ts';
import { readSentences, type SentenceSource } from './read-sentences.ts';
import { openRowSink } from './row-sink.ts';
import { rowText } from './row-text.ts';
import { sentenceRows, type RowOptions } from './sentence-row.ts';
import { showLines } from './show-lines.ts';

/** What is read, and how it is written. */
export interface ReadOptions extends RowOptions {
  readonly source: SentenceSource;
  readonly reader: TextReader;
  readonly as: 'jsonl' | 'csv';
  readonly out?: string;
  readonly quiet: boolean;
}

/** How reading ended. */
export interface ReadEnd {
  readonly rows: number;
  readonly broken: number;
  /** Whether it ended because nobody reads the rows any more. */
  readonly left: boolean;
}

/** Rows are gathered up to so many characters before they are written. */
const PIECE = 65_536;

/**
 * Reads sentences and writes a row for each, in order and in constant memory. Resolves with the number of rows and of lines that are broken; those are told of. Ends early when `stop` is aborted.
 *
 * @throws as `readSentences` and `openRowSink`; what the stream throws
 */
export async function readRows(chunks: AsyncIterable<Uint8Array>, { source, reader, as, out, quiet, ...options }: ReadOptions, context: CommandContext): Promise<ReadEnd> {
  const toRow = sentenceRows(reader, options);
  const { header, line: toLine } = rowText(as, options.explain);
  const show = showLines(context.stderr, { path: source.path, quiet });
  await using sink = await openRowSink(out, context);
  let [rows, broken, piece] = [0, 0, header];
  for await (const sentence of readSentences(chunks, source)) {
    if (context.stop.aborted) break;
    if ('fault' in sentence) {
      broken++;
      show.broken(sentence);
      continue;
    }
    rows++;
    piece += toLine(toRow(sentence.line, sentence.text));
    if (piece.length < PIECE) continue;
    await sink.write(piece);
    piece = '';
    show.progress(rows);
  }
  if (!context.stop.aborted) {
    await sink.write(piece);
    await sink.end();
  }
  show.end(broken);
  return { rows, broken, left: sink.isLeft() };
}
