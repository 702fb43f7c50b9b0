import { availableParallelism } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { lastValueFrom, tap, toArray, type Observable } from 'rxjs';
import { NOISE_RECIPES } from '../../datasets/noise/recipes.ts';
import type { NoiseRecipe, RecipeSetting } from '../../datasets/noise/noise-recipe.ts';
import { ConfigError } from '../../configs/config-error.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { findTools } from '../media/find-tools.ts';
import type { NoiseCodec } from '../noise/encoders.ts';
import { findSources } from '../noise/find-sources.ts';
import type { NoiseEvent } from '../noise/noise-event.ts';
import { openNoiseLibrary } from '../noise/noise-library.ts';
import { readNoiseManifest } from '../noise/noise-manifest.ts';
import { replayNoise } from '../noise/replay-noise.ts';
import { runNoise } from '../noise/run-noise.ts';
import type { CommandContext } from './context.ts';
import { countOutcomes, showClips } from './show-clips.ts';

/** Options that every recipe has. Those of its settings are beside them, by name. */
interface RecipeOptions extends Readonly<Record<string, unknown>> {
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

interface ReplayOptions {
  readonly root?: string;
  readonly noise?: string;
  readonly jobs: number;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

const CODES = '\nExit codes: 0 fine, 2 usage or folders, 5 some clips failed, 6 all clips failed, 130 interrupted.';

/** `affekt noise` */
export function noiseCommand(context: CommandContext): Command {
  const command = new Command('noise')
    .summary('damage clips: MER-NOISE, codecs, lost frames, silence, a missing modality')
    .description('Makes damaged copies of the videos and sound files of a folder, the same ones for the same seed. Sound becomes 16 kHz mono.\nnoise.json beside them says all that was drawn; `affekt noise replay` makes them again from it, byte for byte.');
  for (const [name, recipe] of Object.entries(NOISE_RECIPES)) command.addCommand(recipeCommand(name, recipe, context));
  return command.addCommand(replayCommand(context));
}

function recipeCommand(name: string, recipe: NoiseRecipe, context: CommandContext): Command {
  const command = new Command(name)
    .summary(recipe.about)
    .description(`Makes copies of the videos and sound files below ROOT in OUT: ${recipe.about}.`)
    .argument('<root>', 'folder of videos and sound files')
    .argument('<out>', 'where the copies and noise.json are written')
    .option('--seed <number>', 'the same seed draws the same for a clip of the same name', toWhole, 0)
    .option('--split <name>', 'part of a corpus: the folder of that name below ROOT (MER2023: train, test1, test2, test3)')
    .option('--limit <clips>', 'only the first clips', toCount)
    .option('-j, --jobs <number>', 'clips worked on at a time', toCount, availableParallelism())
    .addOption(new Option('--codec <name>', 'how pictures are coded: mpeg4 as MER-NOISE was published').choices(['mpeg4', 'h264']).default('mpeg4'))
    .option('--wav', 'also write the exact 16 kHz sound of each clip: the AAC in the video is not the same signal')
    .option('--force', 'make again what is there')
    .option('--json', 'print what became of each clip as a line of JSON on standard output')
    .option('-q, --quiet', 'print no progress');
  if (recipe.needsNoise) command.requiredOption('-n, --noise <dir>', 'folder of sound files to draw noise from (as published: the speech part of MUSAN)');
  for (const [key, setting] of Object.entries(recipe.settings)) {
    command.addOption(new Option(`--${key} <values>`, `${setting.about}; of several (5,10) each clip draws one`).argParser((text) => toValues(text, setting)).default(setting.values, setting.values.join(',')));
  }
  return command.addHelpText('after', CODES).action(async (root: string, out: string, options: RecipeOptions) => context.exit(await makeNoise({ name, recipe, root, out }, options, context)));
}

function replayCommand(context: CommandContext): Command {
  return new Command('replay')
    .summary('make damaged clips again from their noise.json')
    .description('Makes the clips of a manifest again and says which have other bytes: another version of ffmpeg may code differently.')
    .argument('<manifest>', 'noise.json, or the folder it is in')
    .argument('<out>', 'where the copies and their noise.json are written')
    .option('--root <dir>', 'folder of the sources, when it has moved')
    .option('-n, --noise <dir>', 'folder of the noise, when it has moved')
    .option('-j, --jobs <number>', 'clips worked on at a time', toCount, availableParallelism())
    .option('--json', 'print what became of each clip as a line of JSON on standard output')
    .option('-q, --quiet', 'print no progress')
    .addHelpText('after', CODES)
    .action(async (manifest: string, out: string, options: ReplayOptions) => context.exit(await replay(manifest, out, { ...options, ...context })));
}

interface WantedNoise {
  readonly name: string;
  readonly recipe: NoiseRecipe;
  readonly root: string;
  readonly out: string;
}

/** Damages the clips of a folder and resolves with the exit code. */
async function makeNoise({ name, recipe, root: above, out }: WantedNoise, options: RecipeOptions, context: CommandContext): Promise<ExitCode> {
  const root = options.split === undefined ? above : join(above, options.split);
  checkApart(root, out);
  const { version, ...tools } = await findTools({ ffmpeg: context.environment.ffmpeg, ffprobe: context.environment.ffprobe });
  const noise = options.noise === undefined ? undefined : await openNoiseLibrary(options.noise, tools);
  const sources = (await findSources(root)).slice(0, options.limit);
  const settings = Object.fromEntries(Object.keys(recipe.settings).map((key) => [key, options[toCamel(key)] as readonly number[]]));
  const plan = { seed: options.seed, codec: options.codec, wav: options.wav === true, noise, out, tools, signal: context.stop };
  const run = await runNoise({ name, recipe, settings, root, sources, plan, ffmpeg: version, jobs: options.jobs, force: options.force === true });
  return follow(run, { ...context, ...options }, sources.length);
}

async function replay(path: string, out: string, context: CommandContext & ReplayOptions): Promise<ExitCode> {
  const manifest = await readNoiseManifest(path);
  const root = context.root ?? manifest.root;
  checkApart(root, out);
  const { version, ...tools } = await findTools({ ffmpeg: context.environment.ffmpeg, ffprobe: context.environment.ffprobe });
  const folder = context.noise ?? manifest.noise?.folder;
  const noise = folder === undefined ? undefined : await openNoiseLibrary(folder, tools);
  const plan = { ...manifest, noise, out, tools, signal: context.stop };
  const run = await replayNoise({ manifest, root, plan, ffmpeg: version, jobs: context.jobs });
  return follow(run, context, manifest.clips.filter((clip) => 'output' in clip).length);
}

async function follow({ events, close }: { readonly events: Observable<NoiseEvent>; readonly close: () => Promise<void> }, context: CommandContext & Pick<ReplayOptions, 'json' | 'quiet'>, total: number): Promise<ExitCode> {
  const show = showClips<NoiseEvent>(context, total);
  try {
    const ends = await lastValueFrom(events.pipe(tap(show.event), toArray()));
    const counts = countOutcomes(ends, { done: 'made', kept: 'kept', failed: 'failed', differs: 'with other bytes' });
    show.end([...counts, ...(context.stop.aborted ? [`${total - ends.length} to come`] : [])].join(', ') || 'nothing to do');
    const bad = ends.filter(({ outcome }) => outcome === 'failed' || outcome === 'differs').length;
    if (context.stop.aborted) return EXIT.interrupted;
    if (bad === 0) return EXIT.fine;
    return bad === ends.length ? EXIT.allClipsFailed : EXIT.someClipsFailed;
  } finally {
    await close();
  }
}

/** Copies among the sources would be taken for sources the next time. */
function checkApart(root: string, out: string): void {
  if (!relative(resolve(root), resolve(out)).startsWith('..') && resolve(root) !== resolve('/')) throw new ConfigError('OUT', [`${out} lies within ${root}, where the sources are`], undefined, 'Choose a folder beside it.');
}

function toWhole(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new InvalidArgumentError(`"${text}" is not a whole number.`);
  return value;
}

function toCount(text: string): number {
  const value = toWhole(text);
  if (value < 1) throw new InvalidArgumentError(`"${text}" is not at least 1.`);
  return value;
}

function toValues(text: string, { low, high, whole, only }: RecipeSetting): number[] {
  return text.split(',').map((part) => {
    const value = Number(part);
    if (part.trim() === '' || !(value >= low && value <= high)) throw new InvalidArgumentError(`"${part}" is not a number from ${low} to ${high}.`);
    if (whole === true && !Number.isInteger(value)) throw new InvalidArgumentError(`"${part}" is not a whole number.`);
    if (only !== undefined && !only.includes(value)) throw new InvalidArgumentError(`"${part}" is none of ${only.join(', ')}.`);
    return value;
  });
}

function toCamel(name: string): string {
  return name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}
