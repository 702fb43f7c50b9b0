import { join } from 'node:path';
import type { NoiseRecipe } from '../../../datasets/noise/noise-recipe.ts';
import type { ExitCode } from '../../exit-codes.ts';
import { findTools } from '../../media/find-tools.ts';
import type { NoiseCodec } from '../../noise/encoders.ts';
import { findSources } from '../../noise/find-sources.ts';
import { openNoiseLibrary } from '../../noise/noise-library.ts';
import { runNoise } from '../../noise/run-noise.ts';
import type { CommandContext } from '../context.ts';
import { checkApart } from './check-apart.ts';
import { followNoise } from './follow-noise.ts';

/** Options that every recipe has. Those of its settings are beside them, by name. */
export interface RecipeOptions extends Readonly<Record<string, unknown>> {
  readonly noise?: string;
  readonly seed: number;
  readonly split?: string;
  readonly limit?: number;
  readonly jobs: number;
  readonly codec: NoiseCodec;
  readonly wav?: boolean;
  readonly force?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

interface WantedNoise {
  readonly name: string;
  readonly recipe: NoiseRecipe;
  readonly root: string;
  readonly out: string;
}

/** Damages the clips of a folder and resolves with the exit code. */
export async function makeNoise({ name, recipe, root: above, out }: WantedNoise, options: RecipeOptions, context: CommandContext): Promise<ExitCode> {
  const root = options.split === undefined ? above : join(above, options.split);
  checkApart(root, out);
  const { version, ...tools } = await findTools(context.environment);
  const noise = options.noise === undefined ? undefined : await openNoiseLibrary(options.noise, tools);
  const sources = (await findSources(root)).slice(0, options.limit);
  const settings = Object.fromEntries(Object.keys(recipe.settings).map((key) => [key, options[toCamel(key)] as readonly number[]]));
  const plan = { seed: options.seed, codec: options.codec, wav: options.wav === true, noise, out, tools, signal: context.stop };
  const run = await runNoise({ name, recipe, settings, root, sources, plan, ffmpeg: version, jobs: options.jobs, force: options.force === true });
  return followNoise(run, { ...context, ...options }, sources.length);
}

function toCamel(name: string): string {
  return name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}
