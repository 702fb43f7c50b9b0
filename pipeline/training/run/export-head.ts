import { exportOnnx, type ExportOptions } from '../../../runtime/train/export-onnx.ts';
import { ModelError } from '../../../runtime/model-error.ts';
import { inputSignature } from '../../../fusion/train/layout.ts';
import type { Ensemble } from '../../../fusion/train/ensemble.ts';
import type { Layout } from '../../../fusion/train/layout.ts';

/** A head as a file. */
export interface ExportedHead {
  readonly bytes: Uint8Array;
  /** Whether sequences may have any length, or must be padded to that of training. */
  readonly anyLength: boolean;
}

/** Returns the ONNX file of a trained head. Sequences may have any length where the model allows it; some models are bound to the one of training. */
export function exportHead({ predict, weights }: Ensemble, { layout, ...options }: Pick<ExportOptions, 'name' | 'metadata'> & { readonly layout: Layout; readonly aligned: boolean }): ExportedHead {
  const sequences = Object.values(layout.modalities).some(({ length }) => length !== null);
  const write = (time: 'padded' | 'shared' | 'each') => exportOnnx({ ...options, predict, inputs: inputSignature(layout, time) }, weights);
  if (!sequences) return { bytes: write('padded'), anyLength: true };
  try {
    return { bytes: write(options.aligned ? 'shared' : 'each'), anyLength: true };
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    return { bytes: write('padded'), anyLength: false };
  }
}
