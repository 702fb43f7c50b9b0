import { expect, test } from 'vitest';
import { nameOutputs } from '../../../runtime/compile/name-outputs.ts';
import type { Graph, GraphNode } from '../../../runtime/onnx/model.ts';

const port = (name: string) => ({ name, type: 'float32', dims: [1] }) as const;
const identity = (input: string, output: string): GraphNode => ({ op: 'Identity', inputs: [input], outputs: [output] });
const graph = (nodes: readonly GraphNode[], outputs: readonly string[]): Graph => ({ nodes, inputs: [port('x')], outputs: outputs.map(port) });

test('a value is written to its output, and read from there', () => {
  const { nodes } = nameOutputs(graph([{ op: 'Exp', inputs: ['x'], outputs: ['t'] }, { op: 'Log', inputs: ['t'], outputs: ['u'] }, identity('t', 'a'), identity('u', 'b')], ['a', 'b']));
  expect(nodes).toEqual([{ op: 'Exp', inputs: ['x'], outputs: ['a'] }, { op: 'Log', inputs: ['a'], outputs: ['b'] }]);
});

test('an input, and a value that is two outputs, are copied', () => {
  const { nodes } = nameOutputs(graph([{ op: 'Exp', inputs: ['x'], outputs: ['t'] }, identity('x', 'a'), identity('t', 'b'), identity('t', 'c')], ['a', 'b', 'c']));
  expect(nodes).toEqual([{ op: 'Exp', inputs: ['x'], outputs: ['b'] }, identity('x', 'a'), identity('b', 'c')]);
});

test('graphs inside nodes read the new name too', () => {
  const body = graph([{ op: 'Add', inputs: ['t', 'x'], outputs: ['s'] }], ['s']);
  const { nodes } = nameOutputs(graph([{ op: 'Exp', inputs: ['x'], outputs: ['t'] }, { op: 'Scan', inputs: ['x'], outputs: ['u'], attributes: { body: { graph: body }, count: 1 } }, identity('t', 'a'), identity('u', 'b')], ['a', 'b']));
  expect(JSON.stringify(nodes)).toContain('"inputs":["a","x"]');
  expect(nodes.map(({ op }) => op)).toEqual(['Exp', 'Scan']);
});
