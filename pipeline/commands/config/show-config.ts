import type { CommandContext } from '../context.ts';
import { kindOf, type SourceOptions } from './kind-of.ts';

/** Writes the whole effective configuration as JSON. */
export function showConfig({ training, config, ...sources }: SourceOptions, { stdout }: CommandContext): void {
  stdout.write(`${JSON.stringify(kindOf(training).load({ ...sources, file: config }), null, 2)}\n`);
}
