import { createGraphBuilder, type GraphBuilder, type Value } from '../../../runtime/onnx/build/graph-builder.ts';
import { streamWeight } from '../../../runtime/onnx/build/stream-weight.ts';
import { attention, type Materials } from './attention.ts';
import { linear, type WeightFormat } from './linear.ts';
import { rmsNorm } from './rms-norm.ts';
import { turnsAt, type Turns } from './rotary.ts';
import { sequenceMasks } from './sequence-masks.ts';
import type { StreamedModel } from '../../../runtime/onnx/build/streamed-model.ts';
import type { Weights } from '../../../runtime/safetensors/weights.ts';
import type { DecoderShape } from '../config/decoder-shape.ts';

/** What a graph is made with. */
export interface GraphOptions {
  readonly weights: WeightFormat;
  /** Hidden states that become outputs, from 0 (the embeddings) to the number of layers (after the last norm). */
  readonly taps: readonly number[];
  readonly metadata: Readonly<Record<string, string>>;
}

const FLOAT32 = 1;

/**
 * Resolves with the graph of a decoder. No more of its weights is read than the few numbers that mix keys and values.
 *
 * @throws SafetensorsError when a tensor is missing or of another shape than the configuration says
 */
export async function decoderGraph(shape: DecoderShape, weights: Weights, { weights: format, taps, metadata }: GraphOptions): Promise<StreamedModel> {
  const mixing = await readMixing(shape, weights);
  const graph = createGraphBuilder();
  const ids = graph.input('input_ids', 'int64', ['tokens']);
  const positions = graph.input('positions', 'int64', ['tokens']);
  const masks = sequenceMasks(graph.within('masks'), graph.input('segments', 'int64', ['tokens']), graph.input('past_segments', 'int64', ['past']));
  const wanted = graph.input('logit_rows', 'int64', ['wanted']);
  const made = new Map<number, Turns>();
  const turns = (headDim: number) => made.get(headDim) ?? made.set(headDim, turnsAt(graph.within(`turns-${headDim}`), positions, shape.frequencies(headDim))).get(headDim)!;
  const materials: Materials = { shape, weights, format, masks, turns, mixing };
  const embeddings = weights.tensor('model.embed_tokens.weight', [shape.vocabulary, shape.width]);
  const tap = (value: Value, index: number) => taps.includes(index) && graph.output(value, { name: `hidden.${index}`, type: 'float32', dims: ['tokens', shape.width] });
  let state = embed(graph, ids, materials);
  for (let index = 0; index < shape.layers.length; index++) {
    tap(state, index);
    state = layer(graph.within(`layers.${index}`), state, index, materials);
  }
  const normed = rmsNorm(graph.within('norm'), state, weights.tensor('model.norm.weight', [shape.width]), shape.epsilon);
  tap(normed, shape.layers.length);
  const head = shape.tied ? embeddings : weights.tensor('lm_head.weight', [shape.vocabulary, shape.width]);
  const logits = linear(graph.within('head'), graph.add('Gather', [normed, wanted]), head, { format: format === 'int4' ? 'int8' : format, mapRows: shape.normHead ? normRows : undefined });
  graph.output(logits, { name: 'logits', type: 'float32', dims: ['wanted', shape.vocabulary] });
  graph.output(masks.segments, { name: 'present_segments', type: 'int64', dims: ['present'] });
  return graph.build({ name: shape.family, metadata });
}

/** Rows of the embeddings; halves unless all is in floats, since a matrix that is only looked up gains nothing from fewer bits but loses. */
function embed(graph: GraphBuilder, ids: Value, { shape, weights, format }: Materials): Value {
  const tensor = weights.tensor('model.embed_tokens.weight', [shape.vocabulary, shape.width]);
  const type = format === 'fp32' ? 'float32' : 'float16';
  const rows = graph.add('Gather', [graph.weight(streamWeight(tensor, { type })), ids]);
  return type === 'float32' ? rows : graph.add('Cast', [rows], { to: FLOAT32 });
}

function layer(graph: GraphBuilder, x: Value, index: number, materials: Materials): Value {
  const { shape: { width, epsilon }, weights } = materials;
  const norm = (name: string, value: Value) => rmsNorm(graph.within(name), value, weights.tensor(`model.layers.${index}.${name}.weight`, [width]), epsilon);
  const attended = graph.add('Add', [x, attention(graph.within('attention'), norm('input_layernorm', x), index, materials)]);
  return graph.add('Add', [attended, feedForward(graph.within('mlp'), norm('post_attention_layernorm', attended), index, materials)]);
}

/** SwiGLU (Shazeer, 2020). */
function feedForward(graph: GraphBuilder, x: Value, index: number, { shape: { width, inner, bias }, weights, format }: Materials): Value {
  const apply = (name: string, value: Value, [outputs, inputs]: readonly [number, number]) => {
    const prefix = `model.layers.${index}.mlp.${name}`;
    return linear(graph, value, weights.tensor(`${prefix}.weight`, [outputs, inputs]), { format, bias: bias.inner ? weights.tensor(`${prefix}.bias`, [outputs]) : undefined });
  };
  const gate = apply('gate_proj', x, [inner, width]);
  const open = graph.add('Mul', [gate, graph.add('Sigmoid', [gate])]);
  return apply('down_proj', graph.add('Mul', [open, apply('up_proj', x, [inner, width])]), [width, inner]);
}

async function readMixing({ convolution, layers }: DecoderShape, weights: Weights): Promise<ReadonlyMap<string, Float32Array>> {
  if (!convolution) return new Map();
  const names = layers.flatMap(({ kvHeads }, index) => ['conv_k', 'conv_v'].map((kind) => ({ name: `model.layers.${index}.self_attn.${kind}`, kvHeads })));
  return new Map(await Promise.all(names.map(async ({ name, kvHeads }) => [name, await weights.tensor(name, [1, 1, kvHeads, 1, 2]).read()] as const)));
}

/** Makes rows of length 1, as Baichuan's head does each time it is used. */
function normRows(rows: Float32Array, length: number): Float32Array {
  for (let from = 0; from < rows.length; from += length) {
    const row = rows.subarray(from, from + length);
    const norm = Math.max(1e-12, Math.sqrt(row.reduce((sum, value) => sum + value * value, 0)));
    for (let i = 0; i < length; i++) row[i]! /= norm;
  }
  return rows;
}
