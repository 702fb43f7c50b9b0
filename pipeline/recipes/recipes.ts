import { mer2023Baseline } from './mer2023-baseline.ts';
import { merbench } from './merbench.ts';
import { wenAbaw6 } from './wen-abaw6.ts';
import type { Recipe } from './recipe.ts';

/** Every recipe, by the name that the command takes. */
export const RECIPES = { 'wen-abaw6': wenAbaw6, 'mer2023-baseline': mer2023Baseline, merbench } as const satisfies Readonly<Record<string, Recipe>>;
