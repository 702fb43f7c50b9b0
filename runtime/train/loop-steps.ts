import type { Graph, GraphNode } from '../onnx/model.ts';
import type { StepGraph } from './compile-training-step.ts';

/**
 * Returns a graph that takes one step after another in an ONNX `Loop`: the state stays on the device from step to step, and one
 * call does many steps. Inputs that are not carried have a leading axis, one entry a step; so have the metrics.
 */
export function loopSteps({ graph, carried }: StepGraph): Graph {
  const states = graph.inputs.filter(({ name }) => name.startsWith('state/'));
  const perStep = graph.inputs.filter(({ name }) => !name.startsWith('state/'));
  const metrics = graph.outputs.filter(({ name }) => name.startsWith('metric/'));
  const pick = perStep.map(({ name }): GraphNode => ({ op: 'Gather', inputs: [`all/${name}`, 'step'], outputs: [name], attributes: { axis: 0 } }));
  const body: Graph = {
    name: 'step',
    nodes: [...pick, { op: 'Identity', inputs: ['go'], outputs: ['still/go'] }, ...graph.nodes],
    initializers: graph.initializers ?? [],
    inputs: [{ name: 'step', type: 'int64', dims: [] }, { name: 'go', type: 'bool', dims: [] }, ...states],
    outputs: [{ name: 'still/go', type: 'bool', dims: [] }, ...carried.map((name) => graph.outputs.find((output) => output.name === `next/${name}`)!), ...metrics],
  };
  const loop: GraphNode = {
    op: 'Loop',
    inputs: ['steps', '', ...states.map(({ name }) => `first/${name}`)],
    outputs: [...carried.map((name) => `last/${name}`), ...metrics.map(({ name }) => `all/${name}`)],
    attributes: { body: { graph: body } },
  };
  return {
    nodes: [{ op: 'Shape', inputs: ['all/scalars'], outputs: ['shape'], attributes: { start: 0, end: 1 } }, { op: 'Squeeze', inputs: ['shape'], outputs: ['steps'] }, loop],
    inputs: [...perStep.map(({ name, type, dims }) => ({ name: `all/${name}`, type, dims: ['steps', ...dims] })), ...states.map((port) => ({ ...port, name: `first/${port.name}` }))],
    outputs: [
      ...carried.map((name) => ({ ...graph.outputs.find((output) => output.name === `next/${name}`)!, name: `last/${name}` })),
      ...metrics.map(({ name, dims }) => ({ name: `all/${name}`, type: 'float32' as const, dims: ['steps', ...dims] })),
    ],
  };
}
