import { z } from 'zod';
import type { GraphBuilder, Value } from '../../../runtime/onnx/build/graph-builder.ts';
import { attend, splitJoined } from '../blocks/attend.ts';
import { emitStates, type States } from '../blocks/emit-states.ts';
import { runLayers } from '../blocks/run-layers.ts';
import { transformerLayer, type LayerNames, type LayerShape } from '../blocks/transformer-layer.ts';
import type { Checkpoint } from '../checkpoint.ts';
import { EncoderBuildError } from '../encoder-build-error.ts';
import type { SpeechFacts } from '../encoder-facts.ts';
import { createNet, type Net } from '../net.ts';
import { readConvolutionSpec } from './convolution-spec.ts';
import { featureConvolutions, rowsOf, type ConvolutionPlan } from './feature-convolutions.ts';
import { linearBias } from './linear-bias.ts';
import { positionConvolution } from './position-convolution.ts';
import { readClassLabels } from './read-class-labels.ts';

const AUDIO = z.looseObject({
  prenet_depth: z.int().nonnegative(),
  num_extra_tokens: z.int().positive(),
  use_alibi_encoder: z.boolean(),
  learned_alibi: z.boolean(),
  learned_alibi_scale_per_head: z.boolean(),
  learned_alibi_scale_per_layer: z.boolean(),
  num_alibi_heads: z.int().positive(),
  extractor_mode: z.enum(['layer_norm', 'default']),
  feature_encoder_spec: z.string(),
  conv_pos_width: z.int().positive(),
  conv_pos_groups: z.int().positive(),
  conv_pos_depth: z.int().positive(),
  conv_pos_pre_ln: z.boolean(),
});
/** What is wanted of config.yaml. */
const CONFIG = z.looseObject({
  model_conf: z.looseObject({
    embed_dim: z.int().positive(),
    depth: z.int().positive(),
    num_heads: z.int().positive(),
    mlp_ratio: z.number().positive(),
    norm_eps: z.number(),
    norm_affine: z.boolean(),
    layer_norm_first: z.boolean(),
    normalize: z.boolean(),
    modalities: z.looseObject({ audio: AUDIO }),
  }),
});
type Config = z.infer<typeof CONFIG>['model_conf'];

const ENCODER = 'modality_encoders.AUDIO';
/** Of `layer_norm` over the whole input. */
const NORMALISED = { epsilon: 1e-5 } as const;
/** Its authors give it whole clips. Beyond 30 s a clip is cut, for attention takes memory by the square of its length. */
const WHOLE = { seconds: 30, padding: 'none' } as const;

/**
 * Makes the graph of emotion2vec (Ma et al. 2023, arXiv:2312.15185), a data2vec 2.0 on sound: `input_values` `[1, samples]` at 16 kHz become rows, and where the net has been taught classes, `logits` of the mean
 * of all rows. Its states are those of the layers that FunASR calls `blocks`, without the extra rows.
 */
export async function buildEmotion2vecEncoder(checkpoint: Checkpoint, graph: GraphBuilder, type: 'float32' | 'float16'): Promise<SpeechFacts> {
  const config = checkpoint.config(CONFIG).model_conf;
  refuseUnknownParts(checkpoint, config);
  const { embed_dim: width, depth: layers, normalize, modalities: { audio } } = config;
  const net = createNet(graph, { weights: checkpoint.weights, type, prefixes: ['', 'd2v_model.'], probe: `${ENCODER}.project_features.2.weight` });
  const convolutions = toConvolutions(checkpoint, config);
  const rows = placedRows(net, featureConvolutions(net, graph.input('input_values', 'float32', [1, 'samples']), convolutions), { config, channels: convolutions.channels.at(-1)! });
  const states = withoutExtra(net, encode(net, rows, config), audio.num_extra_tokens);
  emitStates(net, states, { width, batch: 1, rows: 'rows' });
  const labels = await readClassLabels(checkpoint);
  if (labels !== undefined) tellClasses(createNet(graph, { weights: checkpoint.weights, type, prefixes: [''], probe: '' }), states.last, { width, classes: labels.length });
  return { kind: 'speech', input: 'input_values', rows: rowsOf(convolutions), dimensions: width, layers, normalise: normalize && NORMALISED, chunk: WHOLE, ...(labels !== undefined && { labels }) };
}

function refuseUnknownParts({ folder: path }: Checkpoint, { layer_norm_first: isPre, norm_affine: isAffine, num_heads: heads, modalities: { audio } }: Config): void {
  const unknown = [isPre && '`layer_norm_first`', !isAffine && 'norms without weights (`norm_affine`)', !audio.use_alibi_encoder && 'no `use_alibi_encoder`', audio.learned_alibi && '`learned_alibi`', audio.conv_pos_pre_ln && '`conv_pos_pre_ln`', audio.num_alibi_heads !== heads && '`num_alibi_heads` other than `num_heads`'].find((each) => each !== false);
  if (unknown !== undefined) throw new EncoderBuildError('NOT_SUPPORTED', { path, detail: `its config.yaml has ${unknown}, which cannot be built here` });
}

function toConvolutions({ folder }: Checkpoint, { modalities: { audio } }: Config): ConvolutionPlan {
  const isLayer = audio.extractor_mode === 'layer_norm';
  const names = (index: number) => ({ convolution: `${ENCODER}.local_encoder.conv_layers.${index}.0`, norm: `${ENCODER}.local_encoder.conv_layers.${index}.2${isLayer ? '.1' : ''}` });
  return { ...readConvolutionSpec(folder, audio.feature_encoder_spec), hasBias: false, normalise: isLayer ? 'layer' : 'group', activation: 'gelu', names };
}

/** Rows of the width of the net, which know where they are. */
function placedRows(net: Net, features: Value, { config, channels }: { readonly config: Config; readonly channels: number }): Value {
  const { embed_dim: width, modalities: { audio } } = config;
  const normed = net.norm(features, `${ENCODER}.project_features.1`, { width: channels, epsilon: 1e-5 }); // PyTorch's, which config.yaml does not tell
  const rows = net.linear(normed, `${ENCODER}.project_features.2`, { from: channels, to: width });
  const depth = audio.conv_pos_depth;
  const kernel = Math.max(3, Math.floor(audio.conv_pos_width / depth));
  return net.graph.add('Add', [rows, positionConvolution(net, rows, { width, kernel, groups: audio.conv_pos_groups, activation: 'gelu', depth, nameOf: (index) => `${ENCODER}.relative_positional_encoder.${index + 1}.0` })]);
}

/** Rows behind those that belong to no sound, through the layers that FunASR calls `context_encoder` and then through `blocks`. */
function encode(net: Net, rows: Value, config: Config): States {
  const { embed_dim: width, num_heads: heads, depth, norm_eps: epsilon, mlp_ratio: ratio, modalities: { audio } } = config;
  const { num_extra_tokens: extra, prenet_depth: before } = audio;
  const shape: LayerShape = { width, heads, inner: Math.trunc(width * ratio), epsilon, activation: 'gelu', normalise: 'post' };
  const scaleShape = [audio.learned_alibi_scale_per_layer ? before + depth : 1, 1, audio.learned_alibi_scale_per_head ? heads : 1, 1, 1];
  const biasOf = linearBias(net, rows, { heads, extra, scale: `${ENCODER}.alibi_scale`, scaleShape });
  const layerOf = (name: string, first: number) => (x: Value, index: number) => layer(net, x, { name: `${name}.${index}`, shape, bias: biasOf(first + index) });
  const all = net.graph.add('Concat', [net.parameter(`${ENCODER}.extra_tokens`, [1, extra, width]), rows], { axis: 1 });
  const normed = net.norm(all, `${ENCODER}.context_encoder.norm`, { width, epsilon });
  const between = runLayers(normed, { count: before, layer: layerOf(`${ENCODER}.context_encoder.blocks`, 0) }).last;
  return runLayers(between, { count: depth, layer: layerOf('blocks', before) });
}

interface Layer {
  readonly name: string;
  readonly shape: LayerShape;
  readonly bias: Value;
}

function layer(net: Net, x: Value, { name, shape, bias }: Layer): Value {
  return transformerLayer(net, x, { shape, names: namesOf(name), mix: (hidden) => mix(net, hidden, { name, shape, bias }) });
}

function namesOf(name: string): LayerNames {
  const joined = `${name}.attn.qkv`;
  return { query: joined, key: joined, value: joined, output: `${name}.attn.proj`, attentionNorm: `${name}.norm1`, inner: `${name}.mlp.fc1`, outer: `${name}.mlp.fc2`, outerNorm: `${name}.norm2` };
}

function mix(net: Net, hidden: Value, { name, shape: { width, heads }, bias }: Layer): Value {
  const joined = net.linear(hidden, `${name}.attn.qkv`, { from: width, to: 3 * width });
  return attend(net, splitJoined(net, joined, { width, heads }), { width, scale: 1 / Math.sqrt(width / heads), biases: [bias] });
}

function withoutExtra({ graph }: Net, { earlier, last }: States, extra: number): States {
  const cut = (x: Value) => graph.add('Slice', [x, graph.ints([extra]), graph.ints([Number.MAX_SAFE_INTEGER]), graph.ints([1])]);
  return { earlier: earlier.map(cut), last: cut(last) };
}

function tellClasses(whole: Net, last: Value, { width, classes }: { readonly width: number; readonly classes: number }): void {
  const mean = whole.graph.add('ReduceMean', [last, whole.graph.ints([1])], { keepdims: 0 });
  whole.graph.output(whole.linear(mean, 'proj', { from: width, to: classes }), { name: 'logits', type: 'float32', dims: [1, classes] });
}
