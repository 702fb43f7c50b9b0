import type { ModelCard } from './card.ts';

/** A model whose file is on this machine and has been checked against its card. */
export interface LoadedModel {
  /** Registry id. */
  readonly id: string;
  readonly card: ModelCard;
  /** Path of the ONNX file. */
  readonly path: string;
  /** Of the file that is loaded, in hexadecimal. */
  readonly sha256: string;
}
