import type { BatchSignature } from '../../runtime/train/compile-training-step.ts';
import type { InputSignature } from '../../runtime/compile/trace.ts';

/** The shape of every batch: what is padded to what. */
export interface Layout {
  /** By modality; `length` is the number of rows that sequences are padded to, null where there is one vector a clip. */
  readonly modalities: Readonly<Record<string, { readonly dimensions: number; readonly length: number | null }>>;
  /** Batch keys of the targets: `target.expression`, … */
  readonly targets: readonly string[];
  /** Rows of the timeline that targets are given for; null: one target a clip. */
  readonly frames: number | null;
  /** Number of classes, where votes are given. */
  readonly classes?: number | undefined;
}

/** Returns the shapes of a batch of `size` examples, inputs and targets. */
export function batchSignature(layout: Layout, size: number): Record<string, BatchSignature> {
  const inputs = Object.entries(inputSignature(layout)).map(([name, { dims }]) => [name, { dims: dims.map((dim) => (typeof dim === 'number' ? dim : size)) }] as const);
  const rows = layout.frames === null ? [size] : [size, layout.frames];
  const targets = layout.targets.map((name): [string, BatchSignature] => {
    if (name.endsWith('.distribution')) return [name, { dims: [...rows, layout.classes ?? 0] }];
    return [name, { dims: rows, type: name === 'target.expression' ? 'int32' : 'float32' }];
  });
  return { ...Object.fromEntries(inputs), ...Object.fromEntries(targets) };
}

/**
 * Returns the inputs of prediction, for any number of examples.
 *
 * @param time whether sequences may have any length: no (they are padded), the same one for all modalities, or each its own
 */
export function inputSignature({ modalities }: Layout, time: 'padded' | 'shared' | 'each' = 'padded'): Record<string, InputSignature> {
  const ports = Object.entries(modalities).flatMap(([name, { dimensions, length }]): [string, InputSignature][] => {
    const rows = length === null ? ['batch'] : ['batch', time === 'padded' ? length : time === 'shared' ? 'time' : `${name}.time`];
    return [[name, { dims: [...rows, dimensions] }], [`${name}.mask`, { dims: rows }]];
  });
  return Object.fromEntries(ports);
}
