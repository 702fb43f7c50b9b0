import type { ConstantArray } from './recorded-type.ts';
import type { GraphNode } from '../onnx/model.ts';
import type { DataType, TensorInfo } from '@tensorflow/tfjs';

/** What is known about one tensor while a function is traced. */
export interface RecordedValue {
  /** The nodes of the graph that it belongs to; absent where it is known from elsewhere. */
  readonly graph?: readonly GraphNode[];
  readonly shape: readonly number[];
  readonly dtype: DataType;
  /** Present when the values are known while tracing. */
  readonly constant?: ConstantArray;
  /** The tensor whose values these are, repeated along axes. The graph repeats them where nothing else will do. */
  readonly source?: TensorInfo;
  /** What these values were before they took this shape. */
  readonly origin?: TensorInfo;
  /** Name in the graph with axes as tfjs has them. Given on first use. */
  name?: string;
  /** Name in the graph of the same values with channels first; constants of lower rank are padded to rank 4 before. */
  channelsFirst?: string;
}
