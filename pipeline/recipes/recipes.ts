import { mer2023Baseline } from './mer2023-baseline.ts';
import { merbench } from './merbench.ts';
import { wenAbaw6 } from './wen-abaw6.ts';
import type { RecipeName } from './recipe-abouts.ts';
import type { Recipe } from './recipe.ts';

/** Every recipe, by the name that the command takes. */
export const RECIPES: Readonly<Record<RecipeName, Recipe>> = { 'wen-abaw6': wenAbaw6, 'mer2023-baseline': mer2023Baseline, merbench };
