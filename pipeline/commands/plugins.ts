import { Command } from 'commander';
import { z } from 'zod';
import { loadConfig } from '../../configs/load-config.ts';
import { PluginError } from '../../plugins/plugin-error.ts';
import type { AnyPlugin } from '../../plugins/plugin.ts';
import { PLUGINS } from '../../plugins/plugins.ts';
import { type ModelFile, POINTS } from '../../plugins/points.ts';
import { openRuntime } from '../../runtime/open-runtime.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { type LoadedPlugin, loadPlugin } from '../plugins/load-plugin.ts';
import { makeWithPlugin, MAKING_POINTS } from '../plugins/make-with-plugin.ts';
import { toContext } from '../plugins/plugin-context.ts';
import { openArrayRuns } from '../pruning/array-runs.ts';
import type { CommandContext } from './context.ts';
import { toTable } from './models/to-table.ts';
import { pluginOption, toPluginOptions } from './plugin-options.ts';

interface ApplyFlags {
  readonly out: string;
  readonly option: readonly string[];
  readonly inputs?: string;
  readonly seed: number;
  readonly json?: boolean;
}

/** `affekt plugins list|show|apply` */
export function pluginsCommand(context: CommandContext): Command {
  return new Command('plugins').summary('list and describe the stages that affekt can be extended by').addCommand(listCommand(context)).addCommand(showCommand(context)).addCommand(applyCommand(context));
}

function listCommand({ stdout }: CommandContext): Command {
  return new Command('list')
    .summary('the plug-ins that affekt brings along, and those that a configuration names')
    .option('-c, --config <file>', 'a configuration file whose plug-ins are listed as well')
    .option('--json', 'print them as JSON')
    .action(async ({ config, json }: { readonly config?: string; readonly json?: boolean }) => {
      const named = config === undefined ? [] : loadConfig({ file: config }).plugins.map(({ use }) => use);
      const loaded = await Promise.all([...new Set([...Object.keys(PLUGINS), ...named])].map((use) => loadPlugin(use, process.cwd())));
      loaded.sort((a, b) => (a.plugin.name < b.plugin.name ? -1 : 1));
      stdout.write(json === true ? `${JSON.stringify(loaded.map(toFacts), null, 2)}\n` : toTable([['NAME', 'ATTACHES', 'FROM', 'WHAT', 'PAPER'], ...loaded.map(toRow)]));
    });
}

function showCommand({ stdout }: CommandContext): Command {
  return new Command('show')
    .summary('what a plug-in does, and its options as a JSON schema with their defaults')
    .argument('<name>', 'a plug-in of affekt, an npm package, or a file')
    .option('--json', 'print everything as JSON')
    .action(async (name: string, { json }: { readonly json?: boolean }) => {
      const loaded = await loadPlugin(name, process.cwd());
      const options = optionsOf(loaded.plugin, name);
      if (json === true) return void stdout.write(`${JSON.stringify({ ...toFacts(loaded), options }, null, 2)}\n`);
      const { plugin, from, version } = loaded;
      const facts = [plugin.about, `attaches  ${plugin.attaches}: ${POINTS[plugin.attaches]}`, `from      ${from}${version === undefined ? '' : ` ${version}`}`, ...(plugin.paper === undefined ? [] : [`paper     ${plugin.paper}`])];
      stdout.write(`${plugin.name}: ${facts.join('\n')}\n\noptions   ${JSON.stringify(options, null, 2)}\n`);
    });
}

function applyCommand({ environment, stdout, stderr, stop }: CommandContext): Command {
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
    .action(async (name: string, path: string, { out, option, inputs, seed, json }: ApplyFlags) => {
      const { plugin } = await loadPlugin(name, process.cwd());
      if (plugin.attaches !== 'model-file' && plugin.attaches !== 'build') throw new PluginError('WRONG_POINT', { plugin: name, detail: `attaches at ${plugin.attaches} (${POINTS[plugin.attaches]}), and makes no file` });
      await using runtime = await openRuntime({ device: 'cpu' });
      const surroundings = { variables: environment.variables, cacheRoot: environment.pluginFolder, say: (line: string) => void stderr.write(`${line}\n`), memories: new Map<string, Map<string, unknown>>(), runtime };
      const feeds = inputs === undefined ? undefined : await openFeeds(inputs, path, runtime);
      const made = await makeWithPlugin(plugin, { path, outPath: out, ...(feeds === undefined ? {} : { feeds }) }, { options: toPluginOptions(option), context: toContext(plugin.name, { surroundings, signal: stop, seed }) });
      for (const note of json === true ? [] : (made.notes ?? [])) stderr.write(`${note}\n`);
      stdout.write(json === true ? `${JSON.stringify(made, null, 2)}\n` : `${made.path}\n`);
    });
}

/** Resolves with the inputs of the model at `path`, item by item, out of an archive of arrays. */
async function openFeeds(inputs: string, path: string, runtime: Runtime): Promise<NonNullable<ModelFile['feeds']>> {
  await using session = await runtime.open(path, { name: path });
  const runs = await openArrayRuns(inputs, session.inputs);
  return async function* () {
    for await (const { feeds } of runs()) yield feeds;
  };
}

function toFacts({ plugin: { name, about, paper, attaches }, from, version }: LoadedPlugin) {
  return { name, attaches, from, ...(version === undefined ? {} : { version }), about, ...(paper === undefined ? {} : { paper }) };
}

function toRow({ plugin: { name, about, paper, attaches }, from }: LoadedPlugin): string[] {
  return [name, attaches, from, about, paper ?? '–'];
}

function optionsOf({ options }: AnyPlugin, name: string): unknown {
  try {
    return z.toJSONSchema(options, { io: 'input' });
  } catch (error) {
    throw new PluginError('NOT_A_PLUGIN', { plugin: name, detail: `its options cannot be described (${error instanceof Error ? error.message : String(error)})`, next: 'Let it be made with zod 4, of values that JSON knows.', cause: error });
  }
}
