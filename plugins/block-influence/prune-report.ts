import type { LayerMap } from '../../runtime/onnx/residual/layer-map.ts';
import type { ResidualStream } from '../../runtime/onnx/residual/residual-stream.ts';
import type { BlockScore } from './block-measure.ts';
import type { Method } from './order-blocks.ts';
import type { Likeness } from './pool-states.ts';

/** What was found, measured and done. */
export interface PruneReport {
  readonly model: string;
  readonly norm: ResidualStream['norm'];
  /** Names of the states between blocks. */
  readonly boundaries: readonly string[];
  /** Of the calibration. */
  readonly runs: number;
  readonly tokens: number;
  readonly method: Method;
  readonly blocks: readonly ReportedBlock[];
  /** Layers by number in the order in which the method would remove them; those that must stay are left out. */
  readonly order: readonly number[];
  /** What became of the features as more layers were removed. */
  readonly trials: readonly Trial[];
  /** Layers that were removed, of those that the file had. */
  readonly removed: readonly number[];
  /** In numbers of the net before anything was removed from it. */
  readonly layers: LayerMap;
  /** Absent where nothing was removed. */
  readonly likeness?: Likeness;
  /** Values in the blocks. */
  readonly parameters: { readonly before: number; readonly after: number };
}

/** A block with what it does. */
export interface ReportedBlock extends BlockScore {
  /** Number in the file, from 0. */
  readonly layer: number;
  readonly name: string;
  readonly parameters: number;
  /** Why it must stay. */
  readonly needed?: string;
}

/** A net without some layers, against the whole one. */
export interface Trial {
  readonly removed: readonly number[];
  readonly likeness: Likeness;
}
