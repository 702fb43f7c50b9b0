/** Every recipe, by the name that the command takes, with a sentence for the help. It stands apart from `RECIPES` so that help needs nothing that trains. */
export const RECIPE_ABOUTS = {
  'wen-abaw6': 'Wen et al., ABAW6: valence–arousal and expression of every frame of Aff-Wild2.',
  'mer2023-baseline': 'MER 2023: each modality alone and all fused by attention, five folds, MULTI, NOISE and SEMI.',
  merbench: 'MERBench on MER 2023: every fusion model, utterance and frame level, by random search and repeats.',
} as const;

/** Name of a recipe. */
export type RecipeName = keyof typeof RECIPE_ABOUTS;
