import { appendFile, readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { RecognisedPiece } from '../../extractors/text/recognisers/transcriber.ts';
import { OutputError } from '../export/output-error.ts';
import { writeFileAtomically } from '../export/write-file-atomically.ts';
import type { SpeechPlan } from './recognise-plan.ts';

const spanSchema = z.object({ start: z.number(), end: z.number() });
const planSchema = z.object({ turns: z.array(spanSchema), pieces: z.array(spanSchema) });
/** Keys in the order in which recognisers give them, so that a run that goes on writes the same bytes. */
const sentenceSchema = spanSchema.extend({
  text: z.string(),
  words: z.array(z.object({ text: z.string(), start: z.number(), end: z.number(), probability: z.number().optional() })).optional(),
});
const pieceSchema = spanSchema.extend({ piece: z.number(), language: z.string().optional(), sentences: z.array(sentenceSchema) });

/** What was recognised of one clip so far: a file of lines, of which one is added for each piece. */
export interface RecogniseLedger {
  /** From an earlier run; absent where there was none, or of something else. */
  readonly plan?: SpeechPlan | undefined;
  /** By the place of the piece in the plan. */
  readonly pieces: Map<number, RecognisedPiece>;
  /** Notes the plan and forgets all pieces. */
  begin(plan: SpeechPlan): Promise<void>;
  add(index: number, piece: RecognisedPiece): Promise<void>;
}

/**
 * Opens the ledger at `path`. What was noted under other `facts` (another recogniser, a changed clip) counts as nothing.
 *
 * @throws OutputError naming the ledger when it cannot be written
 */
export async function openRecogniseLedger(path: string, facts: Readonly<Record<string, string | number | null>>): Promise<RecogniseLedger> {
  const header = JSON.stringify(facts);
  const [plan, ...lines] = await readEarlier(path, header);
  const earlier = planSchema.safeParse(plan).data;
  const pieces = new Map(earlier === undefined ? [] : lines.flatMap((line) => toPiece(line)));
  const write = (first: SpeechPlan) => writeFileAtomically(path, [header, JSON.stringify(first), ...[...pieces].map(toLine), ''].join('\n'));
  if (earlier !== undefined) await write(earlier); // Without the half line that a killed run may have left
  return {
    plan: earlier,
    pieces,
    async begin(first) {
      pieces.clear();
      await write(first);
    },
    async add(index, piece) {
      pieces.set(index, piece);
      await appendFile(path, `${toLine([index, piece])}\n`).catch((error: unknown) => {
        throw OutputError.from(error, path);
      });
    },
  };
}

async function readEarlier(path: string, header: string): Promise<unknown[]> {
  const text = await readFile(path, 'utf8').catch(() => ''); // Not there yet
  const [first, ...lines] = text.split('\n');
  return first === header ? lines.map(toJson) : [];
}

function toJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined; // Half written
  }
}

function toLine([index, piece]: [number, RecognisedPiece]): string {
  return JSON.stringify({ piece: index, ...piece });
}

function toPiece(line: unknown): [number, RecognisedPiece][] {
  const { data } = pieceSchema.safeParse(line);
  if (data === undefined) return [];
  const { piece, ...rest } = data;
  return [[piece, rest as RecognisedPiece]]; // `undefined` in place of an absent key is all that the types differ in
}
