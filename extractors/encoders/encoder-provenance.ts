import { createHash } from 'node:crypto';
import type { HiddenLayers } from './hidden-layers.ts';

/** What decided the numbers of any encoder; each kind of encoder adds what else did. Plain data, to be written beside the numbers. */
export interface EncoderProvenance {
  /** Registry id. */
  readonly encoder: string;
  readonly checkpoint: string;
  /** Of the ONNX file. */
  readonly sha256: string;
  readonly layers: HiddenLayers;
}

const SUFFIX = { last: 'last', 'last-four-sum': 'last4sum' } as const satisfies Record<HiddenLayers, string>;

/** Returns the name of a feature: `"chinese-hubert-large-last4sum"`. Another encoder or another choice of layers has another one. */
export function toFeatureName({ encoder, layers }: Pick<EncoderProvenance, 'encoder' | 'layers'>): string {
  return `${encoder}-${SUFFIX[layers]}`;
}

/** Returns a key of 16 hexadecimal digits. Any fact of the provenance changes it: also another export of the same checkpoint. */
export function toFeatureKey(provenance: EncoderProvenance): string {
  return createHash('sha256').update(JSON.stringify(inOrder(provenance))).digest('hex').slice(0, 16);
}

/** The same data with the keys of every object in order, so that it is written in one way. */
function inOrder(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, part]) => [key, inOrder(part)]));
}
