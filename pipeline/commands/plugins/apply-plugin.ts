import { PluginError } from '../../../plugins/plugin-error.ts';
import { type ModelFile, POINTS } from '../../../plugins/points.ts';
import { openRuntime } from '../../../runtime/open-runtime.ts';
import type { Runtime } from '../../../runtime/runtime.ts';
import { loadPlugin } from '../../plugins/load-plugin.ts';
import { makeWithPlugin } from '../../plugins/make-with-plugin.ts';
import { toContext } from '../../plugins/plugin-context.ts';
import { toSurroundings } from '../../plugins/to-surroundings.ts';
import { openArrayRuns } from '../../pruning/array-runs.ts';
import type { CommandContext } from '../context.ts';
import { toPluginOptions } from '../options/plugin-options.ts';

/** Options of `affekt plugins apply`. */
export interface ApplyFlags {
  readonly out: string;
  readonly option: readonly string[];
  readonly inputs?: string;
  readonly seed: number;
  readonly json?: boolean;
}

interface Application {
  readonly flags: ApplyFlags;
  readonly context: CommandContext;
}

/** Lets a plug-in make a file, and writes where it is. */
export async function applyPlugin(name: string, path: string, { flags: { out, option, inputs, seed, json }, context: { environment, stdout, stderr, stop } }: Application): Promise<void> {
  const { plugin } = await loadPlugin(name, process.cwd());
  if (plugin.attaches !== 'model-file' && plugin.attaches !== 'build') throw new PluginError('WRONG_POINT', { plugin: name, detail: `attaches at ${plugin.attaches} (${POINTS[plugin.attaches]}), and makes no file` });
  await using runtime = await openRuntime({ device: 'cpu' });
  const surroundings = { ...toSurroundings(environment, (line) => void stderr.write(`${line}\n`)), runtime };
  const feeds = inputs === undefined ? undefined : await openFeeds(inputs, path, runtime);
  const made = await makeWithPlugin(plugin, { path, outPath: out, ...(feeds === undefined ? {} : { feeds }) }, { options: toPluginOptions(option), context: toContext(plugin.name, { surroundings, signal: stop, seed }) });
  for (const note of json === true ? [] : (made.notes ?? [])) stderr.write(`${note}\n`);
  stdout.write(json === true ? `${JSON.stringify(made, null, 2)}\n` : `${made.path}\n`);
}

/** Resolves with the inputs of the model at `path`, item by item, out of an archive of arrays. */
async function openFeeds(inputs: string, path: string, runtime: Runtime): Promise<NonNullable<ModelFile['feeds']>> {
  await using session = await runtime.open(path, { name: path });
  const runs = await openArrayRuns(inputs, session.inputs);
  return async function* () {
    for await (const { feeds } of runs()) yield feeds;
  };
}
