import { ModelError } from '../../runtime/model-error.ts';
import type { Tensor } from '../../runtime/tensor.ts';
import type { HiddenLayers } from './hidden-layers.ts';

/** What a net must give, and which rows of it are wanted. */
export interface StatesQuery {
  readonly model: string;
  readonly layers: HiddenLayers;
  /** How many inputs the net was given at once, and which of them is read. Default: one. */
  readonly batch?: { readonly size: number; readonly item: number };
  /** Rows that the net must give of each input. */
  readonly rows: number;
  /** The first row that is read. Default 0. */
  readonly from?: number;
  /** How many rows are read. */
  readonly kept: number;
  readonly dimensions: number;
}

/** Layers that are summed. */
const SUMMED = 4;

/**
 * Returns the chosen hidden states of one input, shape `[kept, dimensions]`, in a new array.
 *
 * @param outputs `last_hidden_state` `[batch, rows, dimensions]` or `hidden_states` `[layers, batch, rows, dimensions]`
 * @throws ModelError WRONG_OUTPUT when the output is missing or has another shape
 */
export function readStates(outputs: Readonly<Record<string, Tensor>>, query: StatesQuery): Float32Array {
  const { layers, batch = { size: 1, item: 0 }, rows, from = 0, kept, dimensions } = query;
  const { data, states } = dataOf(outputs, query);
  const size = batch.size * rows * dimensions;
  const start = (batch.item * rows + from) * dimensions;
  if (layers === 'last') return data.slice(start, start + kept * dimensions);
  const sum = new Float32Array(kept * dimensions);
  for (let state = states - SUMMED; state < states; state++) for (let i = 0; i < sum.length; i++) sum[i]! += data[state * size + start + i]!;
  return sum;
}

function dataOf(outputs: Readonly<Record<string, Tensor>>, { model, layers, batch, rows, dimensions }: StatesQuery): { data: Float32Array; states: number } {
  const name = layers === 'last' ? 'last_hidden_state' : 'hidden_states';
  const tensor = outputs[name];
  const dims = tensor?.dims ?? [];
  const states = layers === 'last' ? 1 : (dims[0] ?? 0);
  const one = [batch?.size ?? 1, rows, dimensions];
  const wanted = layers === 'last' ? one : [Math.max(SUMMED, states), ...one];
  if (tensor?.type === 'float32' && dims.join() === wanted.join()) return { data: tensor.data, states };
  const given = tensor === undefined ? 'there is none' : `it is ${tensor.type} of shape [${dims.join(', ')}]`;
  throw new ModelError('WRONG_OUTPUT', { model, detail: `the output \`${name}\` must be float32 of shape [${wanted.join(', ')}], and ${given}` });
}
