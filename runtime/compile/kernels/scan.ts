import { kernel, type Kernel, type KernelTable } from '../kernel.ts';
import type { DataType } from '@tensorflow/tfjs';

interface RecordedAttributes {
  readonly call: { readonly results: readonly { readonly name: string; readonly shape: readonly number[]; readonly dtype: DataType }[] };
}

const recorded: Kernel = kernel<object, RecordedAttributes>((recorder, _, { call }) => call.results.map(({ name, shape, dtype }) => recorder.result(name, shape, dtype)));

/**
 * Recurrences of `runtime/ops/`, which record their nodes before they run their kernel: it only ties the results to the operands for
 * tfjs, which takes no gradients of what happens within a kernel.
 */
export const scans: KernelTable = { AffektScan: recorded, AffektLstm: recorded, AffektGru: recorded };
