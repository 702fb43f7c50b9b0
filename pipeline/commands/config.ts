import { Command } from 'commander';
import { existsSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { ConfigError } from '../../configs/config-error.ts';
import { loadConfig } from '../../configs/load-config.ts';
import type { ConfigSources } from '../../configs/load-settings.ts';
import { PRESETS } from '../../configs/presets.ts';
import { configSchema } from '../../configs/schema.ts';
import { loadTrainingConfig } from '../../configs/training/load-training-config.ts';
import { TRAINING_PRESETS } from '../../configs/training/presets.ts';
import { trainingConfigSchema } from '../../configs/training/schema.ts';
import { OutputError } from '../export/output-error.ts';
import type { CommandContext } from './context.ts';
import { settingsOption } from './settings-option.ts';

interface SourceOptions {
  readonly preset?: string;
  readonly config?: string;
  readonly set: readonly string[];
  readonly training?: boolean;
}

/** A kind of configuration: what it is for, its schema, and how it is loaded. */
interface Kind {
  readonly load: (sources: ConfigSources) => object;
  readonly schema: z.ZodType;
  readonly file: string;
  readonly use: string;
  /** Settings of a first file that neither defaults nor a preset can know. */
  readonly first: (preset: string | undefined) => readonly string[];
}

const ANALYSIS: Kind = { load: loadConfig, schema: configSchema, file: 'affekt.json', use: 'affekt analyze --config', first: () => [] };
const TRAINING: Kind = {
  load: loadTrainingConfig,
  schema: trainingConfigSchema,
  file: 'train.json',
  use: 'affekt train --check --config',
  first: (preset) => ['features={"audio":{"folder":"features/audio-UTT"}}', 'labels.file=labels.csv', ...(preset === undefined ? ['labels.columns={"clip":"name","expression":"label","speaker":"speaker"}', 'labels.classes=["neutral","happiness"]', 'folds={"kind":"group","by":"speaker"}'] : [])],
};

/** `affekt config init|show|schema` */
export function configCommand({ stdout, stderr }: CommandContext): Command {
  const command = new Command('config').summary('make, show and describe configurations').addHelpText('after', `\nPresets:\n${describe(PRESETS)}\n\nPresets with --training:\n${describe(TRAINING_PRESETS)}`);
  withSources(command.command('show').summary('print the whole effective configuration')).action(({ training, config, ...sources }: SourceOptions) => {
    stdout.write(`${JSON.stringify(kindOf(training).load({ ...sources, file: config }), null, 2)}\n`);
  });
  withSources(command.command('init').summary('write a configuration file to edit').argument('[file]', 'where to write it (default: affekt.json, or train.json)').option('-f, --force', 'replace a file that is there')).action(
    (given: string | undefined, { training, config, force, ...sources }: SourceOptions & { readonly force?: boolean }) => {
      const kind = kindOf(training);
      const file = given ?? kind.file;
      if (existsSync(file) && force !== true) throw new ConfigError(file, ['is there already; name another file or use --force']);
      const schema = `${file.replace(/\.json$/, '')}.schema.json`;
      const set = config === undefined ? [...kind.first(sources.preset), ...sources.set] : sources.set;
      const settings = kind.load({ ...sources, file: config, set });
      write(schema, z.toJSONSchema(kind.schema, { io: 'input' }));
      write(file, { $schema: `./${schema.split('/').at(-1)}`, ...settings });
      stderr.write(`${file} and ${schema} are written. Use it with \`${kind.use} ${file}${training === true ? '' : ' …'}\`.\n`);
    },
  );
  withTraining(command.command('schema').summary('print the JSON schema, for editors')).action(({ training }: Pick<SourceOptions, 'training'>) => void stdout.write(`${JSON.stringify(z.toJSONSchema(kindOf(training).schema, { io: 'input' }), null, 2)}\n`));
  return command;
}

function kindOf(training: boolean | undefined): Kind {
  return training === true ? TRAINING : ANALYSIS;
}

function describe(presets: Readonly<Record<string, { readonly about: string }>>): string {
  return Object.entries(presets).map(([name, { about }]) => `  ${name.padEnd(18)} ${about}`).join('\n');
}

function withTraining(command: Command): Command {
  return command.option('-t, --training', 'a configuration of `affekt train`');
}

function withSources(command: Command): Command {
  return withTraining(command)
    .option('-p, --preset <name>', 'start from a preset')
    .option('-c, --config <file>', 'start from a configuration file')
    .addOption(settingsOption());
}

function write(path: string, value: unknown): void {
  try {
    writeFileSync(path, `${JSON.stringify(value, null, 2)}\n`);
  } catch (error) {
    throw OutputError.from(error, path);
  }
}
