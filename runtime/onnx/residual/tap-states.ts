import type { GraphNode } from '../model.ts';
import { dropDead } from '../surgery/drop-dead.ts';
import { newNode, newPort, newTensor } from '../surgery/new-parts.ts';
import type { OnnxDocument } from '../surgery/onnx-document.ts';
import { OnnxFileError } from '../surgery/onnx-file-error.ts';
import { renameValue } from '../surgery/rename-reads.ts';
import { readLayerMap } from './layer-map.ts';
import type { ResidualStream } from './residual-stream.ts';

/** Outputs as those of `scripts/export-speech-encoder.py` are called. */
const [LAST, STATES] = ['last_hidden_state', 'hidden_states'] as const;
const FLOAT = 1;

/** Which states are wanted: of all layers, of the last four, or those by number, 0 being what goes into the first layer. */
export type WantedStates = 'all' | 'last-four' | readonly number[];

/**
 * Returns the document with the outputs `hidden_states` `[states, batch, tokens, dimensions]` and `last_hidden_state`, both of float32; one of that name that was
 * there is replaced, others stay. As in the transformers library the last state is the one behind the net's last normalisation. Layers are counted as they were before any was removed: the
 * state behind a removed one is that before it.
 *
 * @throws OnnxFileError NO_LAYER when a state is wanted that there is not
 */
export function tapStates(document: OnnxDocument, stream: ResidualStream, wanted: WantedStates): { readonly document: OnnxDocument; readonly states: readonly number[] } {
  const { original, kept } = readLayerMap(document.metadata, stream.blocks.length);
  const states = numbersOf(wanted, original);
  const odd = states.find((state) => state < 0 || state > original);
  if (odd !== undefined) throw new OnnxFileError('NO_LAYER', { path: document.path, detail: `state ${odd} is wanted, and it has 0 to ${original}` });
  const valueOf = (state: number) => (state === original ? stream.final : stream.boundaries[kept.filter((layer) => layer < state).length]!);
  const freed = [LAST, STATES].reduce(freeName, document);
  const renamed = (value: string) => ([LAST, STATES].includes(value as typeof LAST) ? `${value}.inside` : value);
  const unstacked = states.map((state, place) => ({ value: renamed(valueOf(state)), name: `${STATES}.${place}` }));
  const added = addNodes(unstacked, renamed(stream.final), document.opsets[''] ?? 13);
  const outputs = [newPort({ name: LAST, type: 'float32', dims: ['batch', 'tokens', 'dimensions'] }), newPort({ name: STATES, type: 'float32', dims: [states.length, 'batch', 'tokens', 'dimensions'] })];
  const metadata = { ...freed.metadata, 'affekt.states': JSON.stringify(states) };
  return { document: dropDead({ ...freed, metadata, nodes: [...freed.nodes, ...added.nodes.map(newNode)], tensors: [...freed.tensors, ...added.tensors], outputs: [...freed.outputs, ...outputs] }), states };
}

/**
 * Returns the document with each of the values as a further output of float32, and the names of those.
 *
 * @example tapValues(document, stream.boundaries) // outputs `tap.0`, `tap.1`, …
 */
export function tapValues(document: OnnxDocument, values: readonly string[]): { readonly document: OnnxDocument; readonly names: readonly string[] } {
  const names = values.map((_, place) => `tap.${place}`);
  const nodes = values.map((value, place) => newNode(toFloat(value, names[place]!)));
  const ports = names.map((name) => newPort({ name, type: 'float32', dims: ['batch', 'tokens', 'dimensions'] }));
  return { document: { ...document, nodes: [...document.nodes, ...nodes], outputs: [...document.outputs, ...ports] }, names };
}

function numbersOf(wanted: WantedStates, layers: number): readonly number[] {
  if (wanted === 'all') return Array.from({ length: layers + 1 }, (_, state) => state);
  return wanted === 'last-four' ? [3, 2, 1, 0].map((back) => layers - back) : wanted;
}

/** Takes a name away from an output and from whatever has it inside. */
function freeName(document: OnnxDocument, name: string): OnnxDocument {
  const isMade = document.nodes.some(({ outputs }) => outputs.includes(name));
  const outputs = document.outputs.filter((output) => output.name !== name);
  return isMade ? { ...renameValue(document, name, `${name}.inside`), outputs } : { ...document, outputs };
}

function addNodes(states: readonly { readonly value: string; readonly name: string }[], final: string, opset: number): { readonly nodes: readonly GraphNode[]; readonly tensors: readonly ReturnType<typeof newTensor>[] } {
  const axes = `${STATES}.axes`;
  const byInput = opset >= 13; // Before, axes were an attribute
  const unsqueeze = (input: string, output: string): GraphNode => ({ op: 'Unsqueeze', inputs: byInput ? [input, axes] : [input], outputs: [output], name: output, ...(!byInput && { attributes: { axes: [0] } }) });
  const nodes = [
    ...states.flatMap(({ value, name }) => [toFloat(value, `${name}.float`), unsqueeze(`${name}.float`, name)]),
    { op: 'Concat', inputs: states.map(({ name }) => name), outputs: [STATES], name: STATES, attributes: { axis: 0 } },
    toFloat(final, LAST),
  ];
  return { nodes, tensors: byInput ? [newTensor({ name: axes, type: 'int64', dims: [1], data: BigInt64Array.of(0n) })] : [] };
}

/** States of half precision become float32 on the way out; float32 passes as it is. */
function toFloat(input: string, output: string): GraphNode {
  return { op: 'Cast', inputs: [input], outputs: [output], name: `${output}/float`, attributes: { to: FLOAT } };
}
