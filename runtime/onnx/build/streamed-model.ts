import type { ElementType, Model } from '../model.ts';

/** A constant of a graph whose values are made while they are written. */
export interface StreamedInitializer {
  readonly name: string;
  readonly type: ElementType;
  readonly dims: readonly number[];
  /** Yields its values in row-major order, as little-endian bytes in pieces of any length. May be called again. */
  pieces(): AsyncIterable<Uint8Array>;
}

/** A model whose large weights are not in memory. */
export interface StreamedModel extends Model {
  readonly weights: readonly StreamedInitializer[];
}
