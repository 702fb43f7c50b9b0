import type { HiddenLayers } from '../../encoders/hidden-layers.ts';
import type { ModelCard } from '../../models/card.ts';

/** How text becomes rows. Everything that changes a number is here, in the choice of layers, or in the exported file. */
export interface TextRecipe {
  /** Where the weights come from: a name on the Hugging Face hub. */
  readonly checkpoint: string;
  /** Most tokens that the net can take, special ones included. */
  readonly longest: number;
  /** Length of a row. */
  readonly dimensions: number;
  /** Choices that the graph has outputs for. */
  readonly layers: readonly HiddenLayers[];
}

/** Facts about a net that turns text into a row for each token. */
export interface TextEncoderCard extends ModelCard {
  readonly text: TextRecipe;
}
