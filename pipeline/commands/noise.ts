import { availableParallelism } from 'node:os';
import { Command, InvalidArgumentError, Option } from 'commander';
import type { NoiseRecipe, RecipeSetting } from '../../datasets/noise/noise-recipe.ts';
import { NOISE_RECIPES } from '../../datasets/noise/recipes.ts';
import type { CommandContext } from './context.ts';
import type { RecipeOptions } from './noise/make-noise.ts';
import type { ReplayOptions } from './noise/replay.ts';
import { toCount } from './options/to-count.ts';
import { toWhole } from './options/to-whole.ts';

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
    .option('--seed <number>', 'the same seed draws the same for a clip of the same name', toWhole(), 0)
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
  return command.addHelpText('after', CODES).action(async (root: string, out: string, options: RecipeOptions) => {
    const { makeNoise } = await import('./noise/make-noise.ts');
    context.exit(await makeNoise({ name, recipe, root, out }, options, context));
  });
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
    .action(async (manifest: string, out: string, options: ReplayOptions) => {
      const { replay } = await import('./noise/replay.ts');
      context.exit(await replay(manifest, out, { ...options, ...context }));
    });
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
