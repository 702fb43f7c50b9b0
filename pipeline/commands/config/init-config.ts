import { existsSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { ConfigError } from '../../../configs/config-error.ts';
import { OutputError } from '../../export/output-error.ts';
import type { CommandContext } from '../context.ts';
import { kindOf, type SourceOptions } from './kind-of.ts';

/** Options of `affekt config init`. */
export interface InitOptions extends SourceOptions {
  readonly force?: boolean;
}

/** Writes a configuration file to edit, and its schema beside it. */
export function initConfig(given: string | undefined, { training, config, force, ...sources }: InitOptions, { stderr }: CommandContext): void {
  const kind = kindOf(training);
  const file = given ?? kind.file;
  if (existsSync(file) && force !== true) throw new ConfigError(file, ['is there already; name another file or use --force']);
  const schema = `${file.replace(/\.json$/, '')}.schema.json`;
  const set = config === undefined ? [...kind.first(sources.preset), ...sources.set] : sources.set;
  const settings = kind.load({ ...sources, file: config, set });
  write(schema, z.toJSONSchema(kind.schema, { io: 'input' }));
  write(file, { $schema: `./${schema.split('/').at(-1)}`, ...settings });
  stderr.write(`${file} and ${schema} are written. Use it with \`${kind.use} ${file}${training === true ? '' : ' …'}\`.\n`);
}

function write(path: string, value: unknown): void {
  try {
    writeFileSync(path, `${JSON.stringify(value, null, 2)}\n`);
  } catch (error) {
    throw OutputError.from(error, path);
  }
}
