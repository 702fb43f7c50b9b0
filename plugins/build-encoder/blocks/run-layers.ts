import type { Value } from '../../../runtime/onnx/build/graph-builder.ts';
import type { States } from './emit-states.ts';

/** Returns the states of a net: those between its layers, and the last one, behind `finish` where there is one. */
export function runLayers(first: Value, { count, layer, finish = (state) => state }: { readonly count: number; readonly layer: (x: Value, index: number) => Value; readonly finish?: (state: Value) => Value }): States {
  const states = [first];
  for (let index = 0; index < count; index++) states.push(layer(states.at(-1)!, index));
  return { earlier: states.slice(0, -1), last: finish(states.at(-1)!) };
}
