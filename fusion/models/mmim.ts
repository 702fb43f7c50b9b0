import tf from '@tensorflow/tfjs';
import { linear } from '../layers/linear.ts';
import { encodeModalities, type EncodedModality } from './encode-modalities.ts';
import { gaussianLikelihood } from './gaussian-likelihood.ts';
import { predictiveContrast } from './predictive-contrast.ts';
import { utteranceModel } from './utterance-model.ts';
import type { Scope } from '../../runtime/train/scope.ts';
import type { FusionModel } from './fusion-model.ts';
import type { ModelOptions, OptionValues } from './model-options.ts';
import type { Tensor } from '@tensorflow/tfjs';

/** Options of `mmim`, with MERBench's search. */
export const MMIM_OPTIONS = {
  hidden: { default: 128, minimum: 1, maximum: 4096, integer: true, search: [64, 128, 256] },
  dropout: { default: 0.3, minimum: 0, maximum: 0.95, search: [0, 0.1, 0.2, 0.3] },
  /** Layers of the networks that predict a modality from the fusion. */
  cpcLayers: { default: 1, minimum: 1, maximum: 16, integer: true, search: [1, 2, 3, 4] },
  /** Weight of the contrast: 0 leaves it and its parameters out. */
  alpha: { default: 0.1, minimum: 0, maximum: 100, search: [0, 0.1, 0.2] },
  /** Weight of the likelihood: 0 leaves it and its parameters out. */
  beta: { default: 0.1, minimum: 0, maximum: 100, search: [0, 0.1, 0.2] },
  /** `'as-published'`: without the variance's own term, as in the authors' code and MERBench; `'normalised'`: with it, as in the paper, and then without an upper bound. */
  likelihood: { default: 'as-published', values: ['as-published', 'normalised'] },
} as const satisfies ModelOptions;

type MmimOptions = OptionValues<typeof MMIM_OPTIONS>;

/**
 * Returns multimodal infomax (Han et al., 2021, as in MERBench): the encoded modalities side by side, dropout, two linear layers with
 * tanh. Its loss is `alpha · Σ_m contrast(m) − beta · Σ_m likelihood(anchor → m)`: the contrast between the fusion and each modality,
 * and the likelihood of every other modality given the anchor, which is `text` where there is a modality of that name, as published,
 * and the first one otherwise. The entropy of the original, which needs labels and a memory of earlier batches, is left out, as in MERBench.
 *
 * A missing modality is zeros in the fusion, and the clip is left out of the losses of that modality.
 */
export function mmim(options: MmimOptions): FusionModel {
  const { hidden, dropout } = options;
  return utteranceModel('mmim', (scope, inputs) => {
    const modalities = encodeModalities(scope, inputs, options);
    const all = tf.concat(modalities.map((modality) => modality.hidden), 1);
    const first = tf.tanh(linear(scope.in('fuse').in('0'), scope.dropout(all, dropout), hidden));
    const features = tf.tanh(linear(scope.in('fuse').in('1'), first, hidden));
    return { features, loss: toLoss(scope, modalities, { ...options, fused: features }) };
  });
}

function toLoss(scope: Scope, modalities: readonly EncodedModality[], { fused, alpha, beta, cpcLayers, likelihood }: MmimOptions & { fused: Tensor }): Tensor | undefined {
  const anchor = modalities.find(({ name }) => name === 'text') ?? modalities[0]!;
  const contrasts = alpha === 0 ? [] : modalities.map((each) => tf.mul(predictiveContrast(scope.in('contrast').in(each.name), each, { fused, layers: cpcLayers }), alpha));
  const others = beta === 0 ? [] : modalities.filter((each) => each !== anchor);
  const likelihoods = others.map((each) => {
    const likely = gaussianLikelihood(scope.in('likelihood').in(each.name), [anchor, each], { normalised: likelihood === 'normalised' });
    return tf.mul(likely, -beta);
  });
  const terms = [...contrasts, ...likelihoods];
  return terms.length === 0 ? undefined : tf.addN(terms);
}
