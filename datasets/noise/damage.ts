import type { NoisePiece } from './noise-piece.ts';

/** What is done to the sound of a clip, at 16 kHz and in mono. */
export type SoundDamage =
  /** Noise of files at `decibels` below the clip; several voices are several pieces, added up. `pieces` is what was drawn, absent before it is. */
  | { readonly kind: 'mix'; readonly decibels: number; readonly voices: number; readonly pieces?: readonly NoisePiece[] }
  /** Normal random numbers. */
  | { readonly kind: 'white'; readonly decibels: number }
  /** Stretches of `seconds` that are silent, each with probability `share`. */
  | { readonly kind: 'silence'; readonly share: number; readonly seconds: number }
  | { readonly kind: 'missing' }
  /** Coded with AAC at so few kbit/s. */
  | { readonly kind: 'codec'; readonly kbps: number };

/** What is done to the pictures of a clip. */
export type PictureDamage =
  /** Gaussian pyramid, down and up: 1, 2, 4, … */
  | { readonly kind: 'blur'; readonly rate: number }
  /** Light and colour times `level`, in (0, 1]. */
  | { readonly kind: 'dark'; readonly level: number }
  /** A share of the pictures is lost, in runs of `burst` on average; the one before stands still. */
  | { readonly kind: 'drop'; readonly share: number; readonly burst: number }
  | { readonly kind: 'missing' }
  /** Coded at so few kbit/s. */
  | { readonly kind: 'codec'; readonly kbps: number };

/** What is done to one clip. What is left as it is, is an absent key. */
export interface ClipDamage {
  readonly sound?: SoundDamage;
  readonly picture?: PictureDamage;
}
