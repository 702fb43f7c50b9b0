import { ConfigError } from '../../configs/config-error.ts';
import type { SpeechEncoderCard } from '../../extractors/audio/encoders/speech-encoder-card.ts';
import { openSpeechEncoder } from '../../extractors/audio/encoders/open-speech-encoder.ts';
import { toFeatureName, type EncoderProvenance } from '../../extractors/encoders/encoder-provenance.ts';
import type { HiddenLayers } from '../../extractors/encoders/hidden-layers.ts';
import { cardFor } from '../../extractors/models/card-for.ts';
import type { ModelCard } from '../../extractors/models/card.ts';
import { openModel } from '../../extractors/models/open-model.ts';
import { SPEECH_ENCODERS } from '../../extractors/models/registry/speech-encoders.ts';
import { TEXT_ENCODERS } from '../../extractors/models/registry/text-encoders.ts';
import { readBuiltModel } from '../../extractors/models/read-built-model.ts';
import type { TextEncoderCard } from '../../extractors/text/encoders/text-encoder-card.ts';
import { openTextEncoder } from '../../extractors/text/encoders/open-text-encoder.ts';
import type { ModelStore } from '../../extractors/models/store/open-model-store.ts';
import { openPictureEncoder } from '../../extractors/visual/encoders/open-picture-encoder.ts';
import type { OpenedModel } from '../../extractors/visual/opened-model.ts';
import { ModelError } from '../../runtime/model-error.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { readMetadata } from '../../runtime/onnx/read-metadata.ts';
import { removedLayers } from '../../runtime/onnx/residual/layer-map.ts';
import { lexicalLayers, openLexicalEncoder } from '../../plugins/baichuan-m1/open-lexical-encoder.ts';
import { readDecoderFacts } from '../../plugins/baichuan-m1/read-decoder-facts.ts';
import type { FeatureSet } from './feature-set.ts';
import { FEATURE_SETS } from './feature-sets.ts';
import { openFaceFinder } from './open-face-finder.ts';
import { pictureSet } from './picture-set.ts';
import { speechSet } from './speech-set.ts';
import { textSet } from './text-set.ts';

/** A feature that is ready to be extracted. */
export interface OpenFeatures extends AsyncDisposable {
  /** Names the results. */
  readonly name: string;
  readonly set: FeatureSet;
}

/** How features are opened. */
export interface FeatureOptions {
  /** Layers of an encoder; where there are two it has no default, for they differ in nothing that a reader of the numbers could see. */
  readonly layers: HiddenLayers | undefined;
  /** Is told what a reader of the numbers must know of what is said. */
  readonly onNote: (note: string) => void;
  /** Asked only for an encoder. */
  readonly models: () => Promise<{ readonly store: ModelStore; readonly runtime: Runtime }>;
}

/** Who takes which layers. */
const CUSTOM = { last: 'MER2023’s baseline', 'last-four-sum': 'MERBench' } as const satisfies Record<HiddenLayers, string>;

/**
 * Opens the features called `name`, one of `FEATURE_NAMES`, or those of the encoder in an ONNX file that `affekt models build encoder` or `affekt models build decoder` made.
 *
 * @throws ConfigError when an encoder lacks its layers, or has not those that are asked for; ModelError when it is not on this machine or does not load
 */
export async function openFeatures(name: string, options: FeatureOptions): Promise<OpenFeatures> {
  const set = FEATURE_SETS[name];
  if (set !== undefined && options.layers !== undefined) throw new ConfigError('--layers', [`${name} is no encoder and has no layers`], undefined, 'Leave it out.');
  if (set !== undefined) return { name, set, [Symbol.asyncDispose]: () => Promise.resolve() };
  const isKnown = Object.hasOwn(SPEECH_ENCODERS, name) || Object.hasOwn(TEXT_ENCODERS, name);
  if (!isKnown && 'affekt.decoder' in (await readMetadata(name))) return openDecoderFeatures(name, options);
  const card = isKnown ? cardFor(name) : (await readBuiltModel(name)).card;
  const layers = checkLayers(name, layersOf(name, card), options.layers);
  const models = await options.models();
  const opened = isKnown ? await openModel(name, models) : await openBuiltModel(name, models.runtime);
  const removed = removedLayers(await readMetadata(opened.model.path));
  if (removed.length > 0) options.onNote(`${name} lacks ${removed.length === 1 ? 'layer' : 'the layers'} ${removed.join(', ')} of its net: the state behind a layer that was removed is the state before it.`);
  return openEncoder(opened, layers, { ...options, ...models });
}

/** What a language model makes of words. */
async function openDecoderFeatures(path: string, { layers: asked, onNote, models }: FeatureOptions): Promise<OpenFeatures> {
  const known = lexicalLayers(readDecoderFacts(await readMetadata(path), path));
  if (known.length === 0) throw new ConfigError(path, ['it gives no hidden states'], undefined, 'Build it again with `affekt models build decoder DIR --taps last-four`.');
  const encoder = await openLexicalEncoder(path, { layers: checkLayers(path, known, asked), runtime: (await models()).runtime });
  return { name: toFeatureName(encoder.provenance), set: textSet(encoder, onNote), [Symbol.asyncDispose]: () => encoder[Symbol.asyncDispose]() };
}

async function openBuiltModel(path: string, runtime: Runtime): Promise<OpenedModel> {
  const model = await readBuiltModel(path);
  return { model, session: await runtime.open(path, { name: model.id }) };
}

/** @throws ModelError UNKNOWN when the card is of something else than an encoder */
function layersOf(name: string, card: ModelCard): readonly HiddenLayers[] {
  if ('speech' in card) return (card as SpeechEncoderCard).speech.layers;
  if ('text' in card) return (card as TextEncoderCard).text.layers;
  if ('picture' in card) return ['last'];
  throw new ModelError('UNKNOWN', { model: name, detail: `it is a model of ${card.task}, and no encoder` });
}

async function openEncoder(opened: OpenedModel, layers: HiddenLayers, { onNote, store, runtime }: Pick<FeatureOptions, 'onNote'> & { readonly store: ModelStore; readonly runtime: Runtime }): Promise<OpenFeatures> {
  const { card } = opened.model;
  await using parts = new AsyncDisposableStack();
  const finish = (encoder: { readonly provenance: EncoderProvenance }, set: FeatureSet): OpenFeatures => {
    const all = parts.move();
    return { name: toFeatureName(encoder.provenance), set, [Symbol.asyncDispose]: () => all.disposeAsync() };
  };
  if ('picture' in card) {
    const encoder = parts.use(openPictureEncoder(opened));
    return finish(encoder, pictureSet(encoder, parts.use(await openFaceFinder({ store, runtime }))));
  }
  if ('speech' in card) {
    const encoder = parts.use(openSpeechEncoder(opened, layers));
    return finish(encoder, speechSet(encoder));
  }
  const encoder = parts.use(await openTextEncoder(opened, layers));
  return finish(encoder, textSet(encoder, onNote));
}

function checkLayers(id: string, known: readonly HiddenLayers[], layers: HiddenLayers | undefined): HiddenLayers {
  if (layers === undefined && known.length === 1) return known[0]!;
  if (layers !== undefined && known.includes(layers)) return layers;
  const fault = layers === undefined ? `is missing, and ${id} is an encoder` : `${id} does not give "${layers}"`;
  throw new ConfigError('--layers', [fault], undefined, `Choose ${known.map((each) => `${each} (${CUSTOM[each]})`).join(' or ')}.`);
}
