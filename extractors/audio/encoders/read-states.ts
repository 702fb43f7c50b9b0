import { ModelError } from '../../../runtime/model-error.ts';
import type { Tensor } from '../../../runtime/tensor.ts';
import type { SpeechLayers } from './speech-encoder-card.ts';

/** Which rows are wanted of a net's outputs. */
export interface StatesQuery {
  readonly model: string;
  readonly layers: SpeechLayers;
  /** Rows that the net must give. */
  readonly rows: number;
  /** How many of them are read, from the first. */
  readonly kept: number;
  readonly dimensions: number;
}

/** Layers that are summed. */
const SUMMED = 4;

/**
 * Returns the chosen hidden states of one piece, shape `[kept, dimensions]`, in a new array.
 *
 * @param outputs `last_hidden_state` `[1, rows, dimensions]` or `hidden_states` `[layers, 1, rows, dimensions]`
 * @throws ModelError WRONG_OUTPUT when the output is missing or has another shape
 */
export function readStates(outputs: Readonly<Record<string, Tensor>>, query: StatesQuery): Float32Array {
  const { layers, rows, kept, dimensions } = query;
  const { data, states } = dataOf(outputs, query);
  if (layers === 'last') return data.slice(0, kept * dimensions);
  const size = rows * dimensions;
  const sum = new Float32Array(kept * dimensions);
  for (let state = states - SUMMED; state < states; state++) for (let i = 0; i < sum.length; i++) sum[i]! += data[state * size + i]!;
  return sum;
}

function dataOf(outputs: Readonly<Record<string, Tensor>>, { model, layers, rows, dimensions }: StatesQuery): { data: Float32Array; states: number } {
  const name = layers === 'last' ? 'last_hidden_state' : 'hidden_states';
  const tensor = outputs[name];
  const dims = tensor?.dims ?? [];
  const states = layers === 'last' ? 1 : (dims[0] ?? 0);
  const wanted = layers === 'last' ? [1, rows, dimensions] : [Math.max(SUMMED, states), 1, rows, dimensions];
  if (tensor?.type === 'float32' && dims.join() === wanted.join()) return { data: tensor.data, states };
  const given = tensor === undefined ? 'there is none' : `it is ${tensor.type} of shape [${dims.join(', ')}]`;
  throw new ModelError('WRONG_OUTPUT', { model, detail: `the output \`${name}\` must be float32 of shape [${wanted.join(', ')}], and ${given}` });
}
