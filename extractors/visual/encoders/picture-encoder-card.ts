import type { ModelCard } from '../../models/card.ts';

/** How pictures become rows. Everything that changes a number is here or in the pixel format of the card. */
export interface PictureRecipe {
  /** Where the weights come from. */
  readonly checkpoint: string;
  /** What the output `embedding` is; see docs/building-encoders.md. */
  readonly embedding: 'projection' | 'class' | 'token-sum';
  /** Length of a row. */
  readonly dimensions: number;
  readonly scale: number;
  readonly mean: readonly number[];
  readonly std: readonly number[];
}

/** Facts about a net that turns a picture into a row. */
export interface PictureEncoderCard extends ModelCard {
  readonly picture: PictureRecipe;
}
