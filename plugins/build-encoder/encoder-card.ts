import { z } from 'zod';
import type { SpeechEncoderCard, WaveformInput } from '../../extractors/audio/encoders/speech-encoder-card.ts';
import type { ModelCard } from '../../extractors/models/card.ts';
import type { TextEncoderCard } from '../../extractors/text/encoders/text-encoder-card.ts';
import type { PictureEncoderCard } from '../../extractors/visual/encoders/picture-encoder-card.ts';
import type { Checkpoint } from './checkpoint.ts';
import type { EncoderFacts, SpeechFacts, TextFacts, VisionFacts } from './encoder-facts.ts';
import { readPreprocessor } from './preprocessor.ts';
import { readPictureRecipe } from './vision/read-picture-recipe.ts';

/** The card of an encoder. */
export type EncoderCard = SpeechEncoderCard | TextEncoderCard | PictureEncoderCard;

/** MERBench's pieces of a clip, and Whisper's. */
const CHUNKS = { input_values: { seconds: 10, padding: 'longer-clips' }, input_features: { seconds: 30, padding: 'always' } } as const;
/** Of `Wav2Vec2FeatureExtractor`. */
const NORMALISED = { epsilon: 1e-7 } as const;
const STATES = ['last_hidden_state', 'hidden_states'] as const;
/** Layers that `last-four-sum` adds. */
const SUMMED = 4;
const UNKNOWN = 'as its source states';

/**
 * Resolves with the card of an encoder that was built from a checkpoint: how its input is made and what it gives. Of its licence and training data nothing is known here.
 *
 * @throws EncoderBuildError BAD_PREPROCESSOR when the checkpoint does not say how the input is made
 */
export async function toEncoderCard(checkpoint: Checkpoint, facts: EncoderFacts): Promise<EncoderCard> {
  if (facts.kind === 'speech') return speechCard(checkpoint, facts);
  return facts.kind === 'text' ? textCard(checkpoint, facts) : visionCard(checkpoint, facts);
}

async function speechCard({ folder, name, type }: Checkpoint, facts: SpeechFacts): Promise<SpeechEncoderCard> {
  const { input, rows, bands, dimensions, layers, affect, labels } = facts;
  const isWave = input === 'input_values';
  return {
    ...shared({ name, type, layers, dimensions }),
    task: 'speech-encoder',
    input: { name: input, layout: isWave ? 'samples' : 'features', sampleRate: 16_000 },
    output: labels === undefined ? { names: [...STATES, ...(affect === undefined ? [] : ['logits'])] } : { names: ['logits', ...STATES], labels, activation: 'logits' },
    speech: {
      checkpoint: name,
      input: isWave ? { kind: 'waveform', normalise: facts.normalise ?? (await normaliseOf(folder)) } : { kind: 'log-mel', bands: bands === 128 ? 128 : 80 },
      chunk: facts.chunk ?? CHUNKS[input], rows, dimensions, layers: choices(layers), ...(affect !== undefined && { affect }),
    },
  };
}

async function normaliseOf(folder: string): Promise<WaveformInput['normalise']> {
  const { do_normalize: isNormalised } = await readPreprocessor(folder, 'feature_extractor', z.looseObject({ do_normalize: z.boolean() }));
  return isNormalised && NORMALISED;
}

function textCard({ name, type }: Checkpoint, { longest, dimensions, layers }: TextFacts): TextEncoderCard {
  return {
    ...shared({ name, type, layers, dimensions }),
    task: 'text-encoder',
    input: { name: 'input_ids', layout: 'tokens' },
    output: { names: STATES },
    text: { checkpoint: name, longest, dimensions, layers: choices(layers) },
  };
}

async function visionCard({ folder, name, type }: Checkpoint, { size, dimensions, layers, embedding }: VisionFacts): Promise<PictureEncoderCard> {
  const picture = await readPictureRecipe(folder, { checkpoint: name, dimensions, embedding });
  return {
    ...shared({ name, type, layers, dimensions }),
    task: 'picture-encoder',
    input: { name: 'pixel_values', layout: 'NCHW', size: [size, size], channels: 'RGB', scale: picture.scale, mean: picture.mean, std: picture.std },
    output: { names: ['embedding', ...STATES] },
    picture,
  };
}

function shared({ name, type, layers, dimensions }: { readonly name: string; readonly type: string; readonly layers: number; readonly dimensions: number }): Pick<ModelCard, 'title' | 'file' | 'trainedOn' | 'licence' | 'quality' | 'source'> {
  return {
    title: `${name}, ${type}, ${layers} layers, ${dimensions} values`,
    file: { exported: `${toFileName(name)}.onnx`, command: 'affekt models build encoder DIR' },
    trainedOn: [UNKNOWN],
    licence: { code: UNKNOWN, weights: UNKNOWN, commercial: 'unclear' },
    quality: 'Not measured by us.',
    source: name,
  };
}

/** Returns the name of the file of a checkpoint, without its ending: `hubert-base-ls960` of `facebook/hubert-base-ls960`. */
export function toFileName(name: string): string {
  return name.split('/').at(-1)!;
}

function choices(layers: number): ('last' | 'last-four-sum')[] {
  return layers + 1 < SUMMED ? ['last'] : ['last', 'last-four-sum'];
}
