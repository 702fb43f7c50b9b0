import { kernel, type KernelTable } from '../kernel.ts';
import type { DataType } from '@tensorflow/tfjs';

interface ScanAttributes {
  readonly call: { readonly results: readonly { readonly name: string; readonly shape: readonly number[]; readonly dtype: DataType }[] };
}

/** Scans of `runtime/ops/scan.ts`, which records the node itself: a step is traced with tfjs's gradients on, and kernels run without. */
export const scans: KernelTable = {
  AffektScan: kernel<object, ScanAttributes>((recorder, _, { call }) => call.results.map(({ name, shape, dtype }) => recorder.result(name, shape, dtype))),
};
