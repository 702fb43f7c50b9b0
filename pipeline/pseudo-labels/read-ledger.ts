import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { ConfigError } from '../../configs/config-error.ts';
import { DatasetError } from '../../datasets/dataset-error.ts';
import type { LedgerLine } from '../../datasets/pseudo-labels/ledger.ts';

const round = z.int().positive();
const lineSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('round'),
    round,
    key: z.string(),
    rule: z.strictObject({
      eta: z.number(),
      agree: z.number(),
      perClass: z.number().optional(),
      balance: z.boolean(),
      fallback: z.number().optional(),
      candidates: z.number(),
      changes: z.enum(['refuse', 'take', 'drop']),
    }),
    classes: z.array(z.string()),
    thresholds: z.array(z.number().nullable()),
    models: z.array(z.strictObject({ name: z.string(), weight: z.number(), seed: z.number().optional(), head: z.string().optional(), validation: z.string(), predictions: z.string() })),
    leaks: z.record(z.string(), z.number()),
  }),
  z.strictObject({
    type: z.enum(['promote', 'change', 'demote']),
    round,
    clip: z.string(),
    label: z.string(),
    from: z.string().optional(),
    confidence: z.number().optional(),
    threshold: z.number().optional(),
    models: z.array(z.string()).optional(),
    reason: z.string().optional(),
  }),
]);

/** A ledger as it stands on disk. */
export interface StoredLedger {
  readonly text: string;
  readonly lines: readonly LedgerLine[];
}

/**
 * Resolves with a ledger; with an empty one where there is none.
 *
 * @throws ConfigError naming the line that is not whole, or of a round that does not follow the one before
 * @throws DatasetError when the file cannot be read
 */
export async function readLedger(path: string): Promise<StoredLedger> {
  const text = await readIfThere(path);
  const lines = text.split('\n').flatMap((each, index) => (each === '' ? [] : [parseLine(each, `${path}:${index + 1}`)]));
  let last = 0;
  for (const [index, line] of lines.entries()) {
    const expected = line.type === 'round' ? last + 1 : last;
    if (line.round !== expected) throw damaged(`${path}:${index + 1}`, `is of round ${line.round}, and round ${expected} is due`);
    last = expected;
  }
  return { text, lines };
}

async function readIfThere(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw DatasetError.from(error, path);
  }
}

function parseLine(text: string, where: string): LedgerLine {
  try {
    return lineSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw damaged(where, 'is no line of a ledger', cause);
  }
}

function damaged(where: string, what: string, cause?: unknown): ConfigError {
  return new ConfigError(where, [what], cause, 'Bring the ledger back from a copy, or begin anew in another folder: lines are only ever added to it.');
}
