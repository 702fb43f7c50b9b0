import { ropeReach } from './rope-reach.ts';
import { ropeSmallestBase } from './rope-smallest-base.ts';
import type { RotaryUse } from '../../fusion/models/fusion-model.ts';

type RotaryLayer = RotaryUse['layers'][number];

/**
 * Returns a sentence for each kind of layer whose rotary positions do not reach as far as its attention: `B_m < 0` at a distance m that it sees
 * (Men et al., 2024). The sentence tells the reached length, the next base that holds and what else helps.
 *
 * @param longest frames of the longest sequence
 */
export function checkRotary({ layers, positionScale }: RotaryUse, longest: number): string[] {
  const kinds = Map.groupBy(layers.keys(), (index) => JSON.stringify([layers[index]!.headDim, layers[index]!.rotaryBase, distanceOf(layers[index]!, longest)]));
  return [...kinds.values()].flatMap((indices) => checkLayer(layers[indices[0]!]!, { positionScale, longest, where: toWhere(indices, layers.length) }));
}

/** Farthest frame that a layer looks at. */
function distanceOf({ window = Infinity }: RotaryLayer, longest: number): number {
  return Math.min(window, longest);
}

function checkLayer(layer: RotaryLayer, { positionScale, longest, where }: { readonly positionScale: number; readonly longest: number; readonly where: string }): string[] {
  const { headDim, rotaryBase: base, window } = layer;
  const context = distanceOf(layer, longest);
  const reach = ropeReach({ headDim, base, positionScale, limit: context });
  if (reach === undefined) return [];
  const next = ropeSmallestBase({ headDim, positionScale, context, from: base });
  const seen = window !== undefined && window < longest ? `it sees ${window} frames to either side` : `the longest sequence has ${longest}`;
  const cure = next === Infinity ? 'no base holds' : `the next base that holds is ${next}`;
  return [`model.options.rotaryBase: ${base} with heads of ${headDim} numbers reaches ${reach} frames${where}, and ${seen}: farther away a similar frame can get less attention than a random one; ${cure}, and wider heads (headDim), a window below ${reach} or a positionScale help too`];
}

function toWhere(indices: readonly number[], layers: number): string {
  return indices.length === layers ? '' : ` in layer${indices.length > 1 ? 's' : ''} ${indices.join(', ')}`;
}
