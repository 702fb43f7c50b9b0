import type { Look } from '../look.ts';
import { mixColours } from '../mix-colours.ts';

/** The colours that a face is painted with, `#rrggbb`. */
export interface Palette {
  readonly light: string;
  readonly base: string;
  readonly shade: string;
  /** Folds and lines. */
  readonly deep: string;
  readonly blush: string;
  readonly lips: string;
  readonly lipsLight: string;
  readonly lipsDark: string;
  readonly hair: string;
  readonly hairLight: string;
  readonly hairDark: string;
}

/** Derives the palette of a look: lights towards cream, shades towards brown. */
export function toPalette(look: Look): Palette {
  return {
    light: mixColours(look.skin, '#fff1e0', 0.38),
    base: look.skin,
    shade: mixColours(look.skin, '#6b3520', 0.36),
    deep: mixColours(look.skin, '#34150c', 0.72),
    blush: mixColours(look.skin, '#c8493c', 0.5),
    lips: look.lips,
    lipsLight: mixColours(look.lips, '#f2b5a5', 0.4),
    lipsDark: mixColours(look.lips, '#3a0f12', 0.5),
    hair: look.hair,
    hairLight: mixColours(look.hair, '#c8a888', 0.25),
    hairDark: mixColours(look.hair, '#0a0605', 0.45),
  };
}
