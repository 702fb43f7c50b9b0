import type { GraphBuilder } from '../../runtime/onnx/build/graph-builder.ts';
import type { Checkpoint } from './checkpoint.ts';
import type { EncoderFacts } from './encoder-facts.ts';
import { buildEmotion2vecEncoder } from './speech/emotion2vec-encoder.ts';
import { buildWaveEncoder } from './speech/wave-encoder.ts';
import { buildWhisperEncoder } from './speech/whisper-encoder.ts';
import { BERT_TYPES, buildBertEncoder } from './text/bert-encoder.ts';
import { buildDebertaEncoder } from './text/deberta-encoder.ts';
import { buildGpt2Encoder } from './text/gpt2-encoder.ts';
import { buildXlnetEncoder } from './text/xlnet-encoder.ts';
import { buildClipEncoder } from './vision/clip-encoder.ts';
import { buildVitEncoder } from './vision/vit-encoder.ts';

/** Puts the graph of a checkpoint together and says what it is like. Throws EncoderBuildError and SafetensorsError. */
export type EncoderFamily = (checkpoint: Checkpoint, graph: GraphBuilder, type: 'float32' | 'float16') => EncoderFacts | Promise<EncoderFacts>;

/** What builds each `model_type` of config.json, and each `model` of FunASR. */
export const FAMILIES: Readonly<Record<string, EncoderFamily>> = {
  ...Object.fromEntries(BERT_TYPES.map((type) => [type, buildBertEncoder])),
  deberta: buildDebertaEncoder,
  'deberta-v2': buildDebertaEncoder,
  gpt2: buildGpt2Encoder,
  xlnet: buildXlnetEncoder,
  wav2vec2: buildWaveEncoder,
  hubert: buildWaveEncoder,
  wavlm: buildWaveEncoder,
  'data2vec-audio': buildWaveEncoder,
  whisper: buildWhisperEncoder,
  emotion2vec: buildEmotion2vecEncoder,
  clip: buildClipEncoder,
  clip_vision_model: buildClipEncoder,
  vit: buildVitEncoder,
  dinov2: buildVitEncoder,
  'data2vec-vision': buildVitEncoder,
};
