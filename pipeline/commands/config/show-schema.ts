import { z } from 'zod';
import type { CommandContext } from '../context.ts';
import { kindOf, type SourceOptions } from './kind-of.ts';

/** Writes the JSON schema of a kind of configuration. */
export function showSchema({ training }: Pick<SourceOptions, 'training'>, { stdout }: CommandContext): void {
  stdout.write(`${JSON.stringify(z.toJSONSchema(kindOf(training).schema, { io: 'input' }), null, 2)}\n`);
}
