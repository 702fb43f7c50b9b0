import { linear, type WeightFormat } from './linear.ts';
import { rmsNorm } from './rms-norm.ts';
import { turn, type Turns } from './rotary.ts';
import type { GraphBuilder, Value } from '../../../runtime/onnx/build/graph-builder.ts';
import type { Weights } from '../../../runtime/safetensors/weights.ts';
import type { DecoderShape, LayerShape } from '../config/decoder-shape.ts';
import type { SequenceMasks } from './sequence-masks.ts';

/** What the layers of a graph are made from. */
export interface Materials {
  readonly shape: DecoderShape;
  readonly weights: Weights;
  readonly format: WeightFormat;
  readonly masks: SequenceMasks;
  /** By size of a head. */
  readonly turns: (headDim: number) => Turns;
  /** The two numbers of each head by which keys or values are mixed, by the name of their tensor. */
  readonly mixing: ReadonlyMap<string, Float32Array>;
}

interface Heads {
  readonly queries: Value;
  readonly keys: Value;
  readonly values: Value;
}

/** Returns what attention adds, shape `[tokens, width]`, of normed `x` of this shape; adds the inputs and outputs of the layer's cache. */
export function attention(graph: GraphBuilder, x: Value, index: number, materials: Materials): Value {
  const { shape, weights, format, masks } = materials;
  const layer = shape.layers[index]!;
  const prefix = `model.layers.${index}.self_attn`;
  const raw = normHeads(graph, project(graph, x, index, materials), prefix, materials);
  const mixed = shape.convolution ? mixHeads(graph, raw, index, materials) : raw;
  const turns = materials.turns(layer.headDim);
  const { keys, values, past } = extendCache(graph, { keys: turn(graph, mixed.keys, turns), values: mixed.values }, index, layer);
  const scaled = graph.add('Mul', [turn(graph, mixed.queries, turns), graph.float(1 / Math.sqrt(layer.headDim))]);
  const result = attend(graph, { queries: scaled, keys, values, seen: masks.seen(past, layer.window) }, layer);
  return linear(graph, result, weights.tensor(`${prefix}.o_proj.weight`, [shape.width, layer.heads * layer.headDim]), { format, bias: shape.bias.output ? weights.tensor(`${prefix}.o_proj.bias`, [shape.width]) : undefined });
}

/** Queries, keys and values, each `[tokens, heads, headDim]`. */
function project(graph: GraphBuilder, x: Value, index: number, { shape, weights, format }: Materials): Heads {
  const { heads, kvHeads, headDim } = shape.layers[index]!;
  const prefix = `model.layers.${index}.self_attn`;
  const sizes = [heads * headDim, kvHeads * headDim, kvHeads * headDim] as const;
  const byHead = (value: Value, count: number) => graph.add('Reshape', [value, graph.ints([-1, count, headDim])]);
  const apart = (name: string, size: number) => linear(graph, x, weights.tensor(`${prefix}.${name}.weight`, [size, shape.width]), { format, bias: shape.bias.qkv ? weights.tensor(`${prefix}.${name}.bias`, [size]) : undefined });
  const packed = () => graph.addMany('Split', [linear(graph, x, weights.tensor(`${prefix}.W_pack.weight`, [sizes[0] + 2 * sizes[1], shape.width]), { format }), graph.ints(sizes)], 3, { axis: -1 });
  const [queries, keys, values] = (shape.packed ? packed() : (['q_proj', 'k_proj', 'v_proj'] as const).map((name, i) => apart(name, sizes[i]!))) as [Value, Value, Value];
  return { queries: byHead(queries, heads), keys: byHead(keys, kvHeads), values: byHead(values, kvHeads) };
}

function normHeads(graph: GraphBuilder, heads: Heads, prefix: string, { shape, weights }: Materials): Heads {
  if (!shape.queryNorm) return heads;
  const norm = (value: Value, name: string) => rmsNorm(graph, value, weights.tensor(`${prefix}.${name}.weight`), shape.epsilon);
  return { ...heads, queries: norm(heads.queries, 'q_norm'), keys: norm(heads.keys, 'k_norm') };
}

/** Keys and values mixed with those of the token before, which comes from the last call for the first token of this one. */
function mixHeads(graph: GraphBuilder, { queries, keys, values }: Heads, index: number, { shape, masks, mixing }: Materials): Heads {
  const { kvHeads, headDim } = shape.layers[index]!;
  const mix = (current: Value, kind: 'key' | 'value') => {
    const numbers = mixing.get(`model.layers.${index}.self_attn.conv_${kind[0]!}`)!;
    const [previous, own] = [0, 1].map((tap) => graph.constant({ name: `model.layers.${index}.self_attn.conv_${kind[0]!}.${tap}`, type: 'float32', dims: [kvHeads, 1], data: Float32Array.from({ length: kvHeads }, (_, head) => numbers[2 * head + tap]!) })) as [Value, Value];
    const last = graph.input(`past.${index}.last_${kind}`, 'float32', [1, kvHeads, headDim]);
    const all = graph.add('Concat', [last, current], { axis: 0 });
    graph.output(graph.add('Slice', [all, graph.ints([-1]), graph.ints([2 ** 31]), graph.ints([0])]), { name: `present.${index}.last_${kind}`, type: 'float32', dims: [1, kvHeads, headDim] });
    const before = graph.add('Mul', [graph.add('Slice', [all, graph.ints([0]), graph.ints([-1]), graph.ints([0])]), masks.continues]);
    return graph.add('Add', [graph.add('Mul', [before, previous]), graph.add('Mul', [current, own])]);
  };
  return { queries, keys: mix(keys, 'key'), values: mix(values, 'value') };
}

/** Keys and values of all tokens that are kept and of these, `[kvHeads, kept + tokens, headDim]`. With a window, as many are kept as the next token sees. */
function extendCache(graph: GraphBuilder, { keys, values }: Omit<Heads, 'queries'>, index: number, { kvHeads, headDim, window }: LayerShape): Omit<Heads, 'queries'> & { readonly past: Value } {
  const dims = (axis: string) => [kvHeads, `${axis}.${window ?? 'all'}`, headDim];
  const extend = (current: Value, kind: 'key' | 'value') => {
    const past = graph.input(`past.${index}.${kind}`, 'float32', dims('kept'));
    const all = graph.add('Concat', [past, graph.add('Transpose', [current], { perm: [1, 0, 2] })], { axis: 1 });
    const kept = window === undefined ? all : graph.add('Slice', [all, window === 1 ? graph.ints([2 ** 31]) : graph.ints([1 - window]), graph.ints([2 ** 31]), graph.ints([1])]);
    graph.output(kept, { name: `present.${index}.${kind}`, type: 'float32', dims: dims('present') });
    return { past, all };
  };
  const [key, value] = [extend(keys, 'key'), extend(values, 'value')];
  return { keys: key.all, values: value.all, past: key.past };
}

/** Softmax attention, head `h` on the keys and values of head `⌊h · kvHeads / heads⌋`; shape `[tokens, heads · headDim]`. */
function attend(graph: GraphBuilder, { queries, keys, values, seen }: Heads & { readonly seen: Value }, { heads, kvHeads, headDim }: LayerShape): Value {
  const grouped = graph.add('Reshape', [graph.add('Transpose', [queries], { perm: [1, 0, 2] }), graph.ints([kvHeads, heads / kvHeads, -1, headDim])]);
  const turned = graph.add('Unsqueeze', [graph.add('Transpose', [keys], { perm: [0, 2, 1] }), graph.ints([1])]);
  const shares = graph.add('Softmax', [graph.add('Add', [graph.add('MatMul', [grouped, turned]), seen])], { axis: -1 });
  const read = graph.add('MatMul', [shares, graph.add('Unsqueeze', [values, graph.ints([1])])]);
  const byToken = graph.add('Transpose', [graph.add('Reshape', [read, graph.ints([heads, -1, headDim])])], { perm: [1, 0, 2] });
  return graph.add('Reshape', [byToken, graph.ints([-1, heads * headDim])]);
}
