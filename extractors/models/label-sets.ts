import type { ModelCard } from './card.ts';
import { MODELS } from './registry.ts';

/** The class names of one model, in output order and in the model's own words. */
export interface LabelSet {
  readonly id: string;
  readonly labels: readonly string[];
}

/** Returns the label lists of all models that have one, so that each can be held against the named mappings of fusion. */
export function labelSets(cards: Readonly<Record<string, ModelCard>> = MODELS): LabelSet[] {
  return Object.entries(cards).flatMap(([id, { output }]) => (output.labels === undefined ? [] : [{ id, labels: output.labels }]));
}
