import { Argument, Command, Option } from 'commander';
import { DEVICES } from '../../configs/devices.ts';
import { RECIPE_ABOUTS, type RecipeName } from '../recipes/recipe-abouts.ts';
import type { CommandContext } from './context.ts';
import { collectPairs } from './options/collect-pairs.ts';
import { layoutOption } from './options/corpus-arguments.ts';
import { settingsOption } from './options/settings-option.ts';
import { toWhole } from './options/to-whole.ts';
import type { GivenOptions } from './recipe/run-recipe.ts';

/** `affekt recipe NAME ROOT` */
export function recipeCommand(context: CommandContext): Command {
  const recipes = Object.entries(RECIPE_ABOUTS).map(([name, about]) => `  ${name.padEnd(18)} ${about}`);
  return new Command('recipe')
    .summary('run a published system on a corpus, from its folder to scores and files to hand in')
    .description('Makes features, trains, scores by the official metric and writes checked submissions into OUT: scores.md, scores.json, features/, labels/, runs/, predictions/, submissions/.\nThe same command goes on where it was stopped.')
    .addArgument(new Argument('<recipe>', 'name of the recipe').choices(Object.keys(RECIPE_ABOUTS)))
    .argument('<root>', 'folder of the corpus, see `affekt dataset check`')
    .option('-o, --out <dir>', 'where everything is written (default: results/RECIPE)')
    .option('-f, --features <modality=folder>', 'features that were made elsewhere, for audio, text or visual; may be repeated', collectPairs('audio=features/audio-UTT'), {})
    .addOption(layoutOption())
    .option('--tasks <list>', 'which tasks, with commas (wen-abaw6: va, expr)', toList)
    .option('--models <list>', 'which fusion models, with commas', toList)
    .addOption(new Option('--align <way>', 'how modalities come onto one timeline (wen-abaw6)').choices(['linear', 'convolution', 'wen']).default('linear'))
    .option('--as-published', 'do what the published code does, faults included', false)
    .option('--smooth <frames>', 'average predictions over so many frames to each side (wen-abaw6)', toWhole(0), 0)
    .option('--draws <n>', 'random draws of a search (merbench)', toWhole(0), 50)
    .option('--repeat <n>', 'runs of the best draw (merbench)', toWhole(0), 6)
    .option('--seed <n>', 'seed of everything random', toWhole(0), 1)
    .addOption(settingsOption())
    .addOption(new Option('-d, --device <name>', 'where models run and are trained').choices(['auto', ...DEVICES]).default('cpu'))
    .option('--offline', 'never use the network')
    .option('--json', 'print events as lines of JSON on standard output')
    .option('-q, --quiet', 'print no progress')
    .addHelpText('after', `\nRecipes:\n${recipes.join('\n')}\n\nSettings of training, such as --set training.epochs=5, win over those of the recipe.\nExit codes: 0 fine, 2 usage, config or data, 3 model missing, 4 device unavailable, 130 interrupted.`)
    .action(async (name: RecipeName, root: string, options: GivenOptions) => {
      const { runRecipe } = await import('./recipe/run-recipe.ts');
      context.exit(await runRecipe(name, root, { given: options, context }));
    });
}

function toList(given: string): string[] {
  return given.split(',').map((word) => word.trim()).filter((word) => word !== '');
}
