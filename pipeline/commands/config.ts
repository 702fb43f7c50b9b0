import { Command, Option } from 'commander';
import { existsSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { ConfigError } from '../../configs/config-error.ts';
import { loadConfig } from '../../configs/load-config.ts';
import { PRESETS } from '../../configs/presets.ts';
import { configSchema } from '../../configs/schema.ts';
import { OutputError } from '../export/output-error.ts';
import type { CommandContext } from './context.ts';
import { settingsOption } from './settings-option.ts';

interface SourceOptions {
  readonly preset?: string;
  readonly config?: string;
  readonly set: readonly string[];
}

/** `affekt config init|show|schema` */
export function configCommand({ stdout, stderr }: CommandContext): Command {
  const presets = Object.entries(PRESETS).map(([name, { about }]) => `  ${name.padEnd(10)} ${about}`);
  const command = new Command('config').summary('make, show and describe configurations').addHelpText('after', `\nPresets:\n${presets.join('\n')}`);
  withSources(command.command('show').summary('print the whole effective configuration')).action(({ preset, config, set }: SourceOptions) => {
    stdout.write(`${JSON.stringify(loadConfig({ preset, file: config, set }), null, 2)}\n`);
  });
  withSources(command.command('init').summary('write a configuration file to edit').argument('[file]', 'where to write it', 'affekt.json').option('-f, --force', 'replace a file that is there')).action(
    (file: string, { preset, config, set, force }: SourceOptions & { readonly force?: boolean }) => {
      if (existsSync(file) && force !== true) throw new ConfigError(file, ['is there already; name another file or use --force']);
      const schema = `${file.replace(/\.json$/, '')}.schema.json`;
      write(schema, jsonSchema());
      write(file, { $schema: `./${schema.split('/').at(-1)}`, ...loadConfig({ preset, file: config, set }) });
      stderr.write(`${file} and ${schema} are written. Use it with \`affekt analyze --config ${file} …\`.\n`);
    },
  );
  command.command('schema').summary('print the JSON schema, for editors').action(() => void stdout.write(`${JSON.stringify(jsonSchema(), null, 2)}\n`));
  return command;
}

function withSources(command: Command): Command {
  return command
    .addOption(new Option('-p, --preset <name>', 'start from a preset').choices(Object.keys(PRESETS)))
    .option('-c, --config <file>', 'start from a configuration file')
    .addOption(settingsOption());
}

function jsonSchema(): unknown {
  return z.toJSONSchema(configSchema, { io: 'input' });
}

function write(path: string, value: unknown): void {
  try {
    writeFileSync(path, `${JSON.stringify(value, null, 2)}\n`);
  } catch (error) {
    throw OutputError.from(error, path);
  }
}
