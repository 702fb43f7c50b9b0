/** How a parameter's first values are drawn. */
export type Initialiser =
  | { readonly kind: 'constant'; readonly value: number }
  /** Uniform in [−limit, limit]. */
  | { readonly kind: 'uniform'; readonly limit: number }
  /** Normal with mean 0. */
  | { readonly kind: 'normal'; readonly deviation: number }
  /** Blocks of `[rows, columns]` with orthonormal rows or columns, whichever are fewer; the shape is `[rows, k * columns]`. */
  | { readonly kind: 'orthogonal'; readonly columns: number }
  /** Pairs u, 1 − u with u uniform in [0, 1), one a row of two. */
  | { readonly kind: 'convex-pairs' }
  /** Given values, in row-major order. */
  | { readonly kind: 'values'; readonly values: Float32Array };

export const zeros: Initialiser = { kind: 'constant', value: 0 };
export const ones: Initialiser = { kind: 'constant', value: 1 };
export const convexPairs: Initialiser = { kind: 'convex-pairs' };

/** Returns PyTorch's default for linear, convolution and recurrent layers: uniform in ±1/√fanIn. */
export function uniformFanIn(fanIn: number): Initialiser {
  return { kind: 'uniform', limit: 1 / Math.sqrt(fanIn) };
}

/** Returns the uniform initialisation of Glorot and Bengio (2010): limit √(6 / (fanIn + fanOut)). */
export function glorotUniform(fanIn: number, fanOut: number): Initialiser {
  return { kind: 'uniform', limit: Math.sqrt(6 / (fanIn + fanOut)) };
}
