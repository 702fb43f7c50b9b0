import { ConfigError } from '../../configs/config-error.ts';
import { TRANSFORMER_OPTIONS } from '../../fusion/models/transformer-options.ts';
import { ropeReach } from '../../plugins/rope-bound/rope-reach.ts';
import { ropeSmallestBase } from '../../plugins/rope-bound/rope-smallest-base.ts';
import type { RotaryUse } from '../../fusion/models/fusion-model.ts';
import type { TrainingConfig } from '../../configs/training/schema.ts';

type ModelOptions = TrainingConfig['model']['options'];

/** How far positions are to reach. */
export interface Extension {
  /** Rows of a window and of a video. */
  readonly window: number;
  readonly target: number;
  readonly scaling: 'base' | 'interpolation';
  /** Rotary base of all layers; null: the smallest that the bound allows. */
  readonly base: number | null;
}

/** Significant digits of a base that is searched for. */
const DIGITS = 2;
/** The largest base that the model takes. */
const MOST = TRANSFORMER_OPTIONS.rotaryBase.maximum;

/**
 * Returns the options of the model whose positions reach as far as `target`. A layer whose base holds that far (Σ cos(m θ_i) ≥ 0 for all distances m; Men et al., 2024)
 * keeps it, the others get the smallest base that does; interpolation leaves bases as they are and squeezes positions.
 *
 * @throws ConfigError when the base that is asked for does not reach, or no base does
 */
export function extendPositions(options: ModelOptions, rotary: RotaryUse, { window, target, scaling, base }: Extension): ModelOptions {
  if (scaling === 'interpolation') return { ...options, positionScale: (rotary.positionScale * target) / window };
  const bases = rotary.layers.map((layer) => baseFor(layer, { context: Math.min(target, layer.window ?? target), positionScale: rotary.positionScale, base }));
  const { layers } = options;
  if (!Array.isArray(layers)) return { ...options, rotaryBase: bases[0]! };
  return { ...options, layers: layers.map((layer, index) => ({ ...(layer as Record<string, number>), rotaryBase: bases[index]! })) };
}

function baseFor({ headDim, rotaryBase }: RotaryUse['layers'][number], { context, positionScale, base }: { readonly context: number; readonly positionScale: number; readonly base: number | null }): number {
  const reach = (each: number) => ropeReach({ headDim, base: each, positionScale, limit: context });
  if (base === null && reach(rotaryBase) === undefined) return rotaryBase;
  const smallest = () => ropeSmallestBase({ headDim, positionScale, context, digits: DIGITS });
  if (base !== null) {
    if (reach(base) === undefined) return base;
    throw new ConfigError(`--base ${base}`, [`heads of ${headDim} numbers turned by this base tell near from far up to a distance of ${reach(base)}, and ${context} are to be reached`], undefined, `Leave --base out, which takes ${smallest()}.`);
  }
  const found = smallest();
  if (found <= MOST) return found;
  throw new ConfigError(`a context of ${context} rows`, [`no rotary base up to ${MOST} reaches so far with heads of ${headDim} numbers`], undefined, 'Give --scaling interpolation or a shorter context, or train with fewer heads.');
}
