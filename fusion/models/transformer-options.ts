import type { ModelOptions, OptionValues } from './model-options.ts';

/** What may differ from one layer of `transformer` to the next. */
const LAYER_OPTIONS = {
  /** Each has `headDim` numbers. */
  heads: { default: 4, minimum: 1, maximum: 64, integer: true },
  /** Heads of keys and values, a divisor of `heads`; 0 for as many. */
  kvHeads: { default: 0, minimum: 0, maximum: 64, integer: true },
  /** Numbers in a head, which must be even; 0 for `hidden / heads`. */
  headDim: { default: 0, minimum: 0, maximum: 1024, integer: true },
  /** Frames that a frame sees to either side; 0 for all. */
  window: { default: 0, minimum: 0, maximum: 100_000, integer: true },
  /** Mixes each key and value with that of the frame before (Xu et al., 2024). */
  kvShift: { default: false },
  /** Base of the rotary positions: `affekt rope-bound` says how far it reaches. */
  rotaryBase: { default: 10_000, minimum: 1, maximum: 1e12 },
} as const satisfies ModelOptions;

/** Options of `transformer`. */
export const TRANSFORMER_OPTIONS = {
  /** Length of a token. */
  hidden: { default: 256, minimum: 2, maximum: 4096, integer: true, search: [128, 256] },
  /** How many, or a list with an object for each: what it does otherwise than the options below say. */
  layers: { default: 4, minimum: 1, maximum: 48, integer: true, search: [2, 4, 6], each: LAYER_OPTIONS },
  ...LAYER_OPTIONS,
  /** Positions are divided by it: position interpolation (Chen et al., 2023). */
  positionScale: { default: 1, minimum: 1e-3, maximum: 1e6 },
  /** What to do when the rotary base does not reach as far as the longest sequence. */
  ropeCheck: { default: 'warn', values: ['error', 'warn', 'off'] },
  /** A frame sees itself and earlier ones only, so that it can be told while a video runs. */
  causal: { default: false },
  dropout: { default: 0.1, minimum: 0, maximum: 0.95, search: [0, 0.1, 0.3] },
} as const satisfies ModelOptions;

/** What a `transformer` is made with. */
export type TransformerModelOptions = OptionValues<typeof TRANSFORMER_OPTIONS>;

/** One layer, nothing left open. */
export interface TransformerLayerPlan {
  readonly heads: number;
  readonly kvHeads: number;
  readonly headDim: number;
  /** Absent: all frames are seen. */
  readonly window?: number;
  readonly kvShift: boolean;
  readonly rotaryBase: number;
}

/**
 * Returns the layers, first to last.
 *
 * @throws RangeError when the sizes of a layer's heads do not fit together
 */
export function toLayerPlans({ layers, ...options }: TransformerModelOptions): readonly TransformerLayerPlan[] {
  const own = typeof layers === 'number' ? Array.from({ length: layers }, () => ({})) : layers;
  return own.map((given, index) => toPlan({ ...options, ...given }, index));
}

function toPlan({ hidden, heads, kvHeads, headDim, window, kvShift, rotaryBase }: Omit<TransformerModelOptions, 'layers'>, index: number): TransformerLayerPlan {
  const size = headDim === 0 ? hidden / heads : headDim;
  const groups = kvHeads === 0 ? heads : kvHeads;
  if (!Number.isInteger(size) || size % 2 === 1) throw new RangeError(`transformer: layer ${index} has ${heads} heads of ${size} numbers (hidden ${hidden}), which cannot be turned in pairs. Choose heads or headDim so that the number is even.`);
  if (heads % groups !== 0) throw new RangeError(`transformer: layer ${index} has ${heads} heads and ${groups} kvHeads. Choose a divisor of ${heads}.`);
  return { heads, kvHeads: groups, headDim: size, ...(window > 0 && { window }), kvShift, rotaryBase };
}
