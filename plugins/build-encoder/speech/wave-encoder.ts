import { z } from 'zod';
import type { GraphBuilder, Value } from '../../../runtime/onnx/build/graph-builder.ts';
import { ACTIVATIONS } from '../blocks/activate.ts';
import { emitStates } from '../blocks/emit-states.ts';
import { relativeBias } from '../blocks/relative-bias.ts';
import { runLayers } from '../blocks/run-layers.ts';
import { transformerLayer, type LayerNames, type LayerShape } from '../blocks/transformer-layer.ts';
import type { Checkpoint } from '../checkpoint.ts';
import { EncoderBuildError } from '../encoder-build-error.ts';
import type { SpeechFacts } from '../encoder-facts.ts';
import { createNet, type Net } from '../net.ts';
import { featureConvolutions, rowsOf, type ConvolutionPlan } from './feature-convolutions.ts';
import { gatedBias } from './gated-bias.ts';
import { judgeAffect } from './judge-affect.ts';
import { positionConvolution } from './position-convolution.ts';

/** What is wanted of config.json, with the defaults of the library that writes it. */
const CONFIG = z.looseObject({
  hidden_size: z.int().positive(),
  num_hidden_layers: z.int().positive(),
  num_attention_heads: z.int().positive(),
  intermediate_size: z.int().positive(),
  hidden_act: z.enum(ACTIVATIONS).default('gelu'),
  layer_norm_eps: z.number().default(1e-5),
  conv_dim: z.array(z.int()),
  conv_kernel: z.array(z.int()),
  conv_stride: z.array(z.int()),
  conv_bias: z.boolean().default(false),
  feat_extract_norm: z.enum(['group', 'layer']).default('group'),
  feat_extract_activation: z.enum(ACTIVATIONS).default('gelu'),
  feat_proj_layer_norm: z.boolean().default(true),
  do_stable_layer_norm: z.boolean().default(false),
  num_conv_pos_embeddings: z.int().positive(),
  num_conv_pos_embedding_groups: z.int().positive(),
  conv_pos_kernel_size: z.int().positive().default(19),
  num_buckets: z.int().positive().default(320),
  max_bucket_distance: z.int().positive().default(800),
  conv_pos_batch_norm: z.boolean().default(false),
  add_adapter: z.boolean().default(false),
  adapter_attn_dim: z.int().nullish(),
  architectures: z.array(z.string()).nullish(),
});
type Config = z.infer<typeof CONFIG>;

/** Makes the graph of wav2vec 2.0, HuBERT, WavLM or data2vec: `input_values` `[1, samples]` of mono sound at 16 kHz become rows. */
export function buildWaveEncoder(checkpoint: Checkpoint, graph: GraphBuilder, type: 'float32' | 'float16'): SpeechFacts {
  const config = checkpoint.config(CONFIG);
  refuseUnknownParts(checkpoint, config);
  const isData2vec = checkpoint.type === 'data2vec-audio';
  const net = createNet(graph, { weights: checkpoint.weights, type, prefixes: ['', 'wav2vec2.', 'hubert.', 'wavlm.', 'data2vec_audio.'], probe: 'feature_projection.projection.weight' });
  const convolutions = toConvolutions(config, isData2vec);
  const { hidden_size: width, num_hidden_layers: layers, do_stable_layer_norm: isPre, layer_norm_eps: epsilon } = config;
  const features = featureConvolutions(net, graph.input('input_values', 'float32', [1, 'samples']), convolutions);
  const rows = project(net, features, config);
  const placed = graph.add('Add', [rows, positionConvolution(net, rows, toPositions(config, isData2vec))]);
  const normalise = (x: Value) => net.norm(x, 'encoder.layer_norm', { width, epsilon });
  const layer = layerOf(net, config, checkpoint.type === 'wavlm' ? placed : undefined);
  const states = runLayers(isPre ? placed : normalise(placed), { count: layers, layer, ...(isPre && { finish: normalise }) });
  emitStates(net, states, { width, batch: 1, rows: 'rows' });
  const affect = judgesAffect(checkpoint, config) ? judgeAffect(createNet(graph, { weights: checkpoint.weights, type, prefixes: [''], probe: '' }), states.last, width) : undefined;
  return { kind: 'speech', input: 'input_values', rows: rowsOf(convolutions), dimensions: width, layers, ...(affect !== undefined && { affect }) };
}

/** audEERING's net calls itself by another name than the library's nets. */
function judgesAffect({ weights }: Checkpoint, { architectures }: Config): boolean {
  const isNamed = architectures?.some((name) => /SpeechClassification|EmotionModel/.test(name)) === true;
  return isNamed && weights.has('classifier.dense.weight') && weights.tensor('classifier.out_proj.weight').shape[0] === 3;
}

function refuseUnknownParts({ folder }: Checkpoint, config: Config): void {
  const unknown = (['conv_pos_batch_norm', 'add_adapter', 'adapter_attn_dim'] as const).find((name) => config[name]);
  if (unknown !== undefined) throw new EncoderBuildError('NOT_SUPPORTED', { path: folder, detail: `its config.json has \`${unknown}\`, which cannot be built here` });
}

function toConvolutions(config: Config, isData2vec: boolean): ConvolutionPlan {
  const { conv_dim: channels, conv_kernel: kernels, conv_stride: strides, conv_bias: hasBias, feat_extract_norm: normalise, feat_extract_activation: activation } = config;
  return { channels, kernels, strides, hasBias, normalise: isData2vec ? 'layer' : normalise, activation };
}

function toPositions(config: Config, isData2vec: boolean): Parameters<typeof positionConvolution>[2] {
  const shared = { width: config.hidden_size, groups: config.num_conv_pos_embedding_groups, activation: config.feat_extract_activation };
  return isData2vec ? { ...shared, kernel: config.conv_pos_kernel_size, depth: config.num_conv_pos_embeddings } : { ...shared, kernel: config.num_conv_pos_embeddings };
}

function project(net: Net, features: Value, { conv_dim: channels, hidden_size: width, feat_proj_layer_norm: isNormed, layer_norm_eps: epsilon }: Config): Value {
  const from = channels.at(-1)!;
  const normed = isNormed ? net.norm(features, 'feature_projection.layer_norm', { width: from, epsilon }) : features;
  return net.linear(normed, 'feature_projection.projection', { from, to: width });
}

/** @param gated rows of a net whose attention has WavLM's bias */
function layerOf(net: Net, config: Config, gated: Value | undefined): (x: Value, index: number) => Value {
  const { hidden_size: width, num_attention_heads: heads, num_buckets: buckets, max_bucket_distance: farthest } = config;
  const shape: LayerShape = { width, heads, inner: config.intermediate_size, epsilon: config.layer_norm_eps, activation: config.hidden_act, normalise: config.do_stable_layer_norm ? 'pre' : 'post' };
  const bias = gated && relativeBias(net, { table: 'encoder.layers.0.attention.rel_attn_embed.weight', heads, buckets, farthest }, gated);
  return (x, index) => {
    const name = `encoder.layers.${index}`;
    const biases = bias === undefined ? [] : [({ hidden }: { hidden: Value }) => gatedBias(net, { bias, hidden, name: `${name}.attention` }, shape)];
    return transformerLayer(net, x, { shape, names: namesOf(name), biases });
  };
}

function namesOf(name: string): LayerNames {
  const attention = `${name}.attention`;
  return {
    query: `${attention}.q_proj`, key: `${attention}.k_proj`, value: `${attention}.v_proj`, output: `${attention}.out_proj`,
    attentionNorm: `${name}.layer_norm`, inner: `${name}.feed_forward.intermediate_dense`, outer: `${name}.feed_forward.output_dense`, outerNorm: `${name}.final_layer_norm`,
  };
}
