import { ConfigError } from '../../configs/config-error.ts';
import { openSpeechEncoder } from '../../extractors/audio/encoders/open-speech-encoder.ts';
import { toFeatureName } from '../../extractors/encoders/encoder-provenance.ts';
import type { HiddenLayers } from '../../extractors/encoders/hidden-layers.ts';
import { openModel } from '../../extractors/models/open-model.ts';
import { SPEECH_ENCODERS } from '../../extractors/models/registry/speech-encoders.ts';
import { TEXT_ENCODERS } from '../../extractors/models/registry/text-encoders.ts';
import { openTextEncoder } from '../../extractors/text/encoders/open-text-encoder.ts';
import type { ModelStore } from '../../extractors/models/store/open-model-store.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import type { FeatureSet } from './feature-set.ts';
import { FEATURE_SETS } from './feature-sets.ts';
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
  /** Layers of an encoder; has no default, for two choices differ in nothing that a reader of the numbers could see. */
  readonly layers: HiddenLayers | undefined;
  /** Is told what a reader of the numbers must know of what is said. */
  readonly onNote: (note: string) => void;
  /** Asked only for an encoder. */
  readonly models: () => Promise<{ readonly store: ModelStore; readonly runtime: Runtime }>;
}

/** Who takes which layers. */
const CUSTOM = { last: 'MER2023’s baseline', 'last-four-sum': 'MERBench' } as const satisfies Record<HiddenLayers, string>;

/** Names of all features that can be opened. */
export const FEATURE_NAMES: readonly string[] = [...Object.keys(FEATURE_SETS), ...Object.keys(SPEECH_ENCODERS), ...Object.keys(TEXT_ENCODERS)];

/**
 * Opens the features called `name`, one of `FEATURE_NAMES`.
 *
 * @throws ConfigError when an encoder lacks its layers, or has not those that are asked for; ModelError when it is not on this machine or does not load
 */
export async function openFeatures(name: string, options: FeatureOptions): Promise<OpenFeatures> {
  const set = FEATURE_SETS[name];
  if (set !== undefined && options.layers !== undefined) throw new ConfigError('--layers', [`${name} is no encoder and has no layers`], undefined, 'Leave it out.');
  if (set !== undefined) return { name, set, [Symbol.asyncDispose]: () => Promise.resolve() };
  return Object.hasOwn(SPEECH_ENCODERS, name) ? openSpeech(name as keyof typeof SPEECH_ENCODERS, options) : openText(name as keyof typeof TEXT_ENCODERS, options);
}

async function openSpeech(id: keyof typeof SPEECH_ENCODERS, options: FeatureOptions): Promise<OpenFeatures> {
  const layers = checkLayers(id, SPEECH_ENCODERS[id].speech.layers, options.layers);
  const encoder = openSpeechEncoder(await openModel(id, await options.models()), layers);
  return { name: toFeatureName(encoder.provenance), set: speechSet(encoder), [Symbol.asyncDispose]: () => encoder[Symbol.asyncDispose]() };
}

async function openText(id: keyof typeof TEXT_ENCODERS, options: FeatureOptions): Promise<OpenFeatures> {
  const layers = checkLayers(id, TEXT_ENCODERS[id].text.layers, options.layers);
  const encoder = await openTextEncoder(await openModel(id, await options.models()), layers);
  return { name: toFeatureName(encoder.provenance), set: textSet(encoder, options.onNote), [Symbol.asyncDispose]: () => encoder[Symbol.asyncDispose]() };
}

function checkLayers(id: string, known: readonly HiddenLayers[], layers: HiddenLayers | undefined): HiddenLayers {
  if (layers !== undefined && known.includes(layers)) return layers;
  const fault = layers === undefined ? `is missing, and ${id} is an encoder` : `${id} does not give "${layers}"`;
  throw new ConfigError('--layers', [fault], undefined, `Choose ${known.map((each) => `${each} (${CUSTOM[each]})`).join(' or ')}.`);
}
