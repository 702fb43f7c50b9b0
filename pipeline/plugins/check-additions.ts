import { z } from 'zod';
import type { ClipAdditions, PluginColumn } from '../../plugins/clip-results.ts';
import { PluginError } from '../../plugins/plugin-error.ts';

/** Names of files that the results of a clip have anyway. */
const TAKEN = ['frames', 'voice', 'sentences', 'segments', 'columns', 'run', 'report', 'annotated'];

const cell = z.union([z.number(), z.string(), z.undefined()]);

const column = z.object({
  name: z.string().regex(/^[a-z][a-z0-9_]*$/, 'is not in lower case with underscores'),
  type: z.enum(['integer', 'time', 'number', 'text']),
  unit: z.string().optional(),
  range: z.tuple([z.number(), z.number()]).optional(),
  description: z.string(),
});

const table = z.object({
  name: z.string().regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'is not in lower case with hyphens').refine((name) => !TAKEN.includes(name), 'is the name of a table of affekt\'s own'),
  title: z.string(),
  columns: z.array(column),
  rows: z.array(z.record(z.string(), cell)),
});

const additions = z.strictObject({
  tables: z.array(table).optional(),
  notes: z.array(z.string()).optional(),
  record: z.record(z.string(), z.json()).optional(),
  incomplete: z.string().min(1).optional(),
});

/**
 * Returns what a plug-in has added to a clip, when it is what it has to be: a name of a table becomes the name of a file.
 *
 * @throws PluginError BAD_RESULT naming every fault
 */
export function checkAdditions(plugin: string, result: unknown): ClipAdditions {
  const checked = additions.safeParse(result);
  if (checked.success) return result as ClipAdditions;
  const faults = checked.error.issues.slice(0, 5).map(({ path, message }) => `${path.join('.') || 'it'}: ${message}`);
  throw new PluginError('BAD_RESULT', { plugin, detail: `what it returned is not what a clip can be added: ${faults.join('; ')}`, cause: checked.error });
}

/**
 * Returns columns that a plug-in adds to a table, when they are what they have to be.
 *
 * @throws PluginError BAD_RESULT naming every fault
 */
export function checkColumns(plugin: string, columns: unknown): readonly PluginColumn[] {
  const checked = z.array(column).safeParse(columns);
  if (checked.success) return columns as readonly PluginColumn[];
  throw new PluginError('BAD_RESULT', { plugin, detail: `its columns are none: ${checked.error.issues.map(({ path, message }) => `${path.join('.') || 'they'}: ${message}`).join('; ')}`, cause: checked.error });
}
