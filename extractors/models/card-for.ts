import { ModelError } from '../../runtime/model-error.ts';
import type { ModelCard } from './card.ts';
import { MODELS } from './registry.ts';

/**
 * Returns the card of a model.
 *
 * @throws ModelError UNKNOWN, with the known ids
 */
export function cardFor(id: string, cards: Readonly<Record<string, ModelCard>> = MODELS): ModelCard {
  const card = Object.hasOwn(cards, id) ? cards[id] : undefined;
  if (card === undefined) throw new ModelError('UNKNOWN', { model: id, detail: `there is no model of this name among ${Object.keys(cards).join(', ')}` });
  return card;
}
