import type { Value } from '../../../runtime/onnx/build/graph-builder.ts';
import type { Net } from '../net.ts';

/** What an encoder makes. */
export interface States {
  /** What enters the first layer and what leaves each but the last, in order; shape `[batch, rows, width]` each. */
  readonly earlier: readonly Value[];
  /** What leaves the last layer, behind the net's last normalisation where it has one. */
  readonly last: Value;
}

/** Makes `last_hidden_state` `[batch, rows, width]` and `hidden_states` `[layers + 1, batch, rows, width]` outputs of the graph; the last state is the same in both. */
export function emitStates({ graph }: Pick<Net, 'graph'>, { earlier, last }: States, { width, batch, rows }: { readonly width: number; readonly batch: string | number; readonly rows: string | number }): void {
  const all = [...earlier, last].map((state) => graph.add('Unsqueeze', [state, graph.ints([0])]));
  graph.output(last, { name: 'last_hidden_state', type: 'float32', dims: [batch, rows, width] });
  graph.output(graph.add('Concat', all, { axis: 0 }), { name: 'hidden_states', type: 'float32', dims: [all.length, batch, rows, width] });
}
