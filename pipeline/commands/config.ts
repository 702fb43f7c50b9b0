import { Command } from 'commander';
import { PRESETS } from '../../configs/presets.ts';
import { TRAINING_PRESETS } from '../../configs/training/presets.ts';
import type { InitOptions } from './config/init-config.ts';
import type { SourceOptions } from './config/kind-of.ts';
import type { CommandContext } from './context.ts';
import { settingsOption } from './options/settings-option.ts';

/** `affekt config init|show|schema` */
export function configCommand(context: CommandContext): Command {
  const command = new Command('config').summary('make, show and describe configurations').addHelpText('after', `\nPresets:\n${describe(PRESETS)}\n\nPresets with --training:\n${describe(TRAINING_PRESETS)}`);
  withSources(command.command('show').summary('print the whole effective configuration')).action(async (options: SourceOptions) => {
    const { showConfig } = await import('./config/show-config.ts');
    showConfig(options, context);
  });
  withSources(command.command('init').summary('write a configuration file to edit').argument('[file]', 'where to write it (default: affekt.json, or train.json)').option('-f, --force', 'replace a file that is there')).action(async (file: string | undefined, options: InitOptions) => {
    const { initConfig } = await import('./config/init-config.ts');
    initConfig(file, options, context);
  });
  withTraining(command.command('schema').summary('print the JSON schema, for editors')).action(async (options: Pick<SourceOptions, 'training'>) => {
    const { showSchema } = await import('./config/show-schema.ts');
    showSchema(options, context);
  });
  return command;
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
