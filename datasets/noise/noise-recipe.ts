import type { ClipRandom } from './clip-random.ts';
import type { ClipDamage } from './damage.ts';

/** A setting of a recipe: numbers of which one is drawn for each clip. */
export interface RecipeSetting {
  readonly about: string;
  readonly values: readonly number[];
  readonly low: number;
  readonly high: number;
  readonly whole?: boolean;
  /** Only these may be given. */
  readonly only?: readonly number[];
}

/** A way to damage clips. */
export interface NoiseRecipe {
  /** One sentence for the help text. */
  readonly about: string;
  /** Whether a folder of noise files is needed. */
  readonly needsNoise: boolean;
  /** What the user may set, by name. A published recipe has none. */
  readonly settings: Readonly<Record<string, RecipeSetting>>;
  /** Returns what to do to a clip. @param settings the values of each of the settings */
  readonly draw: (random: ClipRandom, settings: Readonly<Record<string, readonly number[]>>) => ClipDamage;
}
