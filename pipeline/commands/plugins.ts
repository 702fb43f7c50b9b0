import { Command } from 'commander';
import { MAKING_POINTS } from '../plugins/making-points.ts';
import type { CommandContext } from './context.ts';
import { pluginOption } from './options/plugin-options.ts';
import type { ApplyFlags } from './plugins/apply-plugin.ts';
import type { ListOptions } from './plugins/list-plugins.ts';
import type { ShowOptions } from './plugins/show-plugin.ts';

/** `affekt plugins list|show|apply` */
export function pluginsCommand(context: CommandContext): Command {
  return new Command('plugins').summary('list and describe the stages that affekt can be extended by').addCommand(listCommand(context)).addCommand(showCommand(context)).addCommand(applyCommand(context));
}

function listCommand(context: CommandContext): Command {
  return new Command('list')
    .summary('the plug-ins that affekt brings along, and those that a configuration names')
    .option('-c, --config <file>', 'a configuration file whose plug-ins are listed as well')
    .option('--json', 'print them as JSON')
    .action(async (options: ListOptions) => {
      const { listPlugins } = await import('./plugins/list-plugins.ts');
      await listPlugins(options, context);
    });
}

function showCommand(context: CommandContext): Command {
  return new Command('show')
    .summary('what a plug-in does, and its options as a JSON schema with their defaults')
    .argument('<name>', 'a plug-in of affekt, an npm package, or a file')
    .option('--json', 'print everything as JSON')
    .action(async (name: string, options: ShowOptions) => {
      const { showPlugin } = await import('./plugins/show-plugin.ts');
      await showPlugin(name, options, context);
    });
}

function applyCommand(context: CommandContext): Command {
  return new Command('apply')
    .summary('let a plug-in make an ONNX file out of another, or out of a folder of weights')
    .description(`Runs a plug-in that attaches at ${MAKING_POINTS.join(' or ')}. Prints where the result is.`)
    .argument('<name>', 'a plug-in of affekt, an npm package, or a file')
    .argument('<path>', 'what it is made of')
    .requiredOption('-o, --out <file>', 'where the result goes')
    .addOption(pluginOption('the plug-in, see `affekt plugins show NAME`'))
    .option('--inputs <file>', 'a .npz file with an array for each input of the model, an item a row: for plug-ins that run the model')
    .option('--seed <number>', 'for what is drawn', Number, 0)
    .option('--json', 'print what it tells of the result as JSON')
    .action(async (name: string, path: string, flags: ApplyFlags) => {
      const { applyPlugin } = await import('./plugins/apply-plugin.ts');
      await applyPlugin(name, path, { flags, context });
    });
}
