import { expect, test } from 'vitest';
import { mergeGraph } from '../../../runtime/compile/merge-graph.ts';
import type { Graph, GraphNode, Initializer } from '../../../runtime/onnx/model.ts';

const node = (op: string, inputs: string[], output: string, attributes: GraphNode['attributes'] = {}): GraphNode => ({ op, inputs, outputs: [output], attributes });
const number = (name: string, value: number): Initializer => ({ name, type: 'float32', dims: [], data: Float32Array.of(value) });

function toGraph(nodes: readonly GraphNode[], initializers: readonly Initializer[] = []): Graph {
  return { nodes, initializers, inputs: [{ name: 'x', type: 'float32', dims: [2] }], outputs: [{ name: 'y', type: 'float32', dims: [2] }] };
}

test('what equals an earlier node, once its inputs are merged, is left out', () => {
  const nodes = [node('Mul', ['x', 'a'], 'p'), node('Mul', ['x', 'b'], 'q'), node('Exp', ['p'], 'r'), node('Exp', ['q'], 's'), node('Add', ['r', 's'], 'y')];
  const merged = mergeGraph(toGraph(nodes, [number('a', 2), number('b', 2)]));
  expect(merged.nodes).toEqual([node('Mul', ['x', 'a'], 'p'), node('Exp', ['p'], 'r'), node('Add', ['r', 'r'], 'y')]);
  expect(merged.initializers).toEqual([number('a', 2)]);
});

test('nodes with other attributes, and constants with other bits, stay apart', () => {
  const nodes = [node('Softmax', ['x'], 'p', { axis: 0 }), node('Softmax', ['x'], 'q', { axis: 1 }), node('Sum', ['p', 'q', 'a', 'b'], 'y')];
  const graph = toGraph(nodes, [number('a', 0), number('b', -0)]);
  expect(mergeGraph(graph)).toEqual(graph);
});

test('every output keeps a node of its own', () => {
  const nodes = [node('Exp', ['x'], 'p'), node('Exp', ['x'], 'y')];
  expect(mergeGraph(toGraph(nodes)).nodes).toEqual(nodes);
});

test('a nested graph reads the node that was kept', () => {
  const body = (read: string): Graph => ({ nodes: [node('Neg', [read], 'inner')], inputs: [], outputs: [{ name: 'inner', type: 'float32', dims: [2] }] });
  const branch = (read: string) => node('If', ['go'], 'y', { then_branch: { graph: body(read) }, else_branch: { graph: body(read) } });
  const merged = mergeGraph(toGraph([node('Exp', ['x'], 'p'), node('Exp', ['x'], 'q'), branch('q')]));
  expect(merged.nodes).toEqual([node('Exp', ['x'], 'p'), branch('p')]);
});
