import tf from '@tensorflow/tfjs';
import { linear } from '../../layers/linear.ts';
import { composeFusion, type ComposeOptions, type Model } from '../compose-model.ts';
import { augmentFeatures, type FeatureAugmentation } from './augment-features.ts';
import { withoutGradient } from '../../models/without-gradient.ts';
import { marginsOf } from './beliefs.ts';
import { crossEntropyRows } from './cross-entropy-rows.ts';
import type { FusionModel } from '../../models/fusion-model.ts';
import { asConstant } from './contrast/as-constant.ts';
import { viewScopes, type ViewScope } from './view-scopes.ts';
import { contrastStep, either, type ContrastStep } from './contrast/contrast-step.ts';
import { partedLoss } from './contrast/parted-loss.ts';
import type { Scope, Tensors } from '../../../runtime/train/scope.ts';
import type { Tensor } from '@tensorflow/tfjs';
import type { PartialMethod } from './partial-method.ts';

/** How a classifier of candidate sets is put together. */
export interface PartialModelOptions extends ComposeOptions {
  readonly method: PartialMethod;
  /** In the order of the columns of the sets. */
  readonly labels: readonly string[];
  /** Of the views. Default: none. */
  readonly augmentation?: FeatureAugmentation | undefined;
  /** Weight of the loss on mixed features (Zhang et al. 2018); 0: none. Default: that of the method, mostly 0. */
  readonly mixup?: number | undefined;
  /** Of the fused features, before the linear layer. Default 0. */
  readonly dropout?: number | undefined;
}

/**
 * What a batch holds beside the modalities: sets and targets `[B, c]`; λ, φ, whether sets may change and whether targets move; with mix-up the partner of each example and its own share;
 * of PiCO+ which examples are reliable.
 */
export const PARTIAL_INPUTS = { candidates: 'partial.candidates', targets: 'partial.targets', knobs: 'partial.knobs', reliable: 'partial.reliable', partner: 'partial.partner', share: 'partial.share' } as const;

/** What a step reports of each example: its new targets, its new set, its margin before the step; of PiCO+ how far it is from its prototype. */
export const PARTIAL_REPORTS = { targets: 'partial-targets', candidates: 'partial-candidates', margins: 'partial-margins', distances: 'partial-distances' } as const;

/**
 * Returns a fusion model with a linear classifier that learns from candidate sets, for `trainFold` with a `PartialTraining`. One prediction a clip.
 *
 * @throws RangeError as `composeModel`
 */
export function composePartial(model: FusionModel, options: PartialModelOptions): Model {
  const { method, labels, mixup = method.mixup ?? 0, dropout = 0 } = options;
  const fuse = composeFusion(model, { ...options, output: 'clip' });
  const classify = (scope: Scope, batch: Tensors) => {
    const { features, loss } = fuse(scope, batch);
    return { features, logits: linear(scope.in('head').in('expression'), scope.dropout(features, dropout), labels.length), own: loss };
  };
  const view = (scope: ViewScope, batch: Tensors, strength: 'weak' | 'strong' = 'weak') => augmentFeatures(scope, batch, { ...options.augmentation, modalities: options.modalities, strength });
  return {
    targets: [],
    predict(scope, batch) {
      const { logits } = classify(scope, batch);
      return { 'expression.logits': logits, expression: tf.softmax(logits) };
    },
    loss(scope, batch) {
      const [drawn, ...drawnElsewhere] = viewScopes(scope, method.views) as [ViewScope, ...ViewScope[]];
      const own = view(drawn, batch);
      const first = classify(scope, own);
      const { logits } = first;
      const classified = [first, ...drawnElsewhere.map((other) => onlyLooked(() => classify(scope, view(other, batch))))];
      const keyView = (slow: Scope) => fuse(slow, view(scope, batch, 'strong')).features;
      const contrast = method.contrast && contrastStep(scope, { views: classified.map(({ features }) => features), keyView, logits, ...readBatch(batch) }, method.contrast);
      const { targets, candidates, margins } = update(method, batch, contrast?.scores ?? classified.map((each) => each.logits));
      const rows = method.losses(logits, { candidates, targets, before: batch[PARTIAL_INPUTS.targets]! });
      const { loss, believed, mixes } = part({ method, batch, contrast }, { rows, logits, targets });
      const mixed = mixup > 0 ? tf.mul(mixedLoss((mix) => classify(scope, mix).logits, { batch, view: own, targets: believed, modalities: options.modalities }), tf.mul(mixes, mixup)) : undefined;
      const extra = [mixed, contrast?.loss, first.own].filter((each) => each !== undefined);
      return {
        loss: extra.reduce((sum, each) => tf.add(sum, each), loss),
        metrics: { partial: loss, ...(mixed && { mixup: mixed }), ...(contrast && { contrast: contrast.loss }) },
        reports: { [PARTIAL_REPORTS.targets]: targets, [PARTIAL_REPORTS.candidates]: candidates, [PARTIAL_REPORTS.margins]: margins, ...(method.contrast?.reliable && { [PARTIAL_REPORTS.distances]: contrast!.distances }) },
      };
    },
  };
}

/** A view that is compared with and not trained on: features and logits as constants, side by side while they are made. */
function onlyLooked(look: () => { readonly features: Tensor; readonly logits: Tensor }): { readonly features: Tensor; readonly logits: Tensor } {
  let width = 0;
  const both = asConstant(() => {
    const { features, logits } = look();
    width = features.shape[1]!;
    return tf.concat([features, logits], 1);
  });
  const [features, logits] = tf.split(both, [width, both.shape[1]! - width], 1) as [Tensor, Tensor];
  return { features, logits };
}

function readBatch(batch: Tensors) {
  const [lambda, momentum, open, moves] = tf.unstack(batch[PARTIAL_INPUTS.knobs]!) as [Tensor, Tensor, Tensor, Tensor];
  return { candidates: batch[PARTIAL_INPUTS.candidates]!, reliable: batch[PARTIAL_INPUTS.reliable], lambda, momentum, open, moves };
}

/** The loss of the classifier, and what mixed features are to be taken for: PiCO+ leaves those that are not reliable to the prototypes, once targets move. */
function part({ method, batch, contrast }: { readonly method: PartialMethod; readonly batch: Tensors; readonly contrast: ContrastStep | undefined }, { rows, logits, targets }: Readonly<Record<'rows' | 'logits' | 'targets', Tensor>>) {
  const options = method.contrast?.reliable;
  const { reliable, moves } = readBatch(batch);
  if (options === undefined || contrast === undefined || reliable === undefined) return { loss: tf.mean(rows), believed: targets, mixes: tf.scalar(1) };
  const { guesses } = contrast;
  return { loss: partedLoss({ rows, logits, guesses, reliable, moves }, options), believed: either(reliable, targets, guesses), mixes: moves };
}

/** What is believed after a look at the views, as constants: the three go through one function that no gradient passes. */
function update(method: PartialMethod, batch: Tensors, views: readonly Tensor[]): { readonly targets: Tensor; readonly candidates: Tensor; readonly margins: Tensor } {
  const { candidates, lambda, momentum, open } = readBatch(batch);
  const all = (logits: Tensor) => {
    const [first, ...others] = tf.split(logits, views.length, 1).map((view) => tf.softmax(view));
    const next = method.update({ beliefs: [first!, ...others], candidates, targets: batch[PARTIAL_INPUTS.targets]!, lambda, momentum, open });
    return tf.concat([next.targets, next.candidates ?? candidates, tf.expandDims(marginsOf(first!, candidates), 1)], 1);
  };
  const columns = candidates.shape[1]!;
  const [targets, sets, margins] = tf.split(withoutGradient(all, tf.concat([...views], 1)), [columns, columns, 1], 1) as [Tensor, Tensor, Tensor];
  return { targets, candidates: sets, margins: tf.squeeze(margins, [1]) };
}

interface Mix {
  readonly batch: Tensors;
  readonly view: Tensors;
  readonly targets: Tensor;
  readonly modalities: readonly string[];
}

/** Cross-entropy of features that are mixed with those of a partner, and of targets mixed alike. It is features that are mixed here, not pictures. */
function mixedLoss(logitsOf: (batch: Tensors) => Tensor, { batch, view, targets, modalities }: Mix): Tensor {
  const [partner, share] = [batch[PARTIAL_INPUTS.partner]!, batch[PARTIAL_INPUTS.share]!];
  const mix = (values: Tensor) => tf.add(tf.mul(share, values), tf.mul(tf.sub(1, share), tf.gather(values, partner as tf.Tensor1D)));
  const inputs = modalities.flatMap((name): [string, Tensor][] => [[name, mix(view[name]!)], [`${name}.mask`, tf.maximum(view[`${name}.mask`]!, tf.gather(view[`${name}.mask`]!, partner as tf.Tensor1D))]]);
  return tf.mean(crossEntropyRows(logitsOf({ ...batch, ...Object.fromEntries(inputs) }), mix(targets)));
}
