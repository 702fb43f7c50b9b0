import tf from '@tensorflow/tfjs';
import type { Tensors } from '../../../runtime/train/scope.ts';
import { augmentPicture, type PictureChanges, type PictureSize } from './augment-picture.ts';
import type { ViewScope } from './view-scopes.ts';
import type { Tensor } from '@tensorflow/tfjs';

/** How a view of features differs from them; takes the place of what is done to images in the papers, and pictures can be changed as there. */
export interface FeatureAugmentation {
  /** Standard deviation of the noise that is added, in units of the features, which should be standardised. Default 0. */
  readonly noise?: number | undefined;
  /** Probability that a modality is left out of an example; one is always kept. Default 0. */
  readonly dropModality?: number | undefined;
  /** Longest share of the frames at either end that is left out of a sequence. Default 0. */
  readonly crop?: number | undefined;
  /** Of modalities that are pictures, by name: how weak views differ and how strong ones. Default: no modality is one. */
  readonly pictures?: Readonly<Record<string, PictureViews>> | undefined;
}

/** What is done to a modality that is a picture. */
export interface PictureViews {
  readonly size: PictureSize;
  /** Of the view that is trained on, and of those that are compared with it. */
  readonly weak: PictureChanges;
  /** Of the view that goes through the slow copy of the network (PiCO). */
  readonly strong: PictureChanges;
}

/** Of what a view is made. */
export interface ViewOptions extends FeatureAugmentation {
  readonly modalities: readonly string[];
  /** Which of the changes of pictures. Default `'weak'`. */
  readonly strength?: 'weak' | 'strong' | undefined;
}

/**
 * Returns a view of a batch, drawn anew at each call; the batch itself outside training.
 *
 * @param batch `<modality>` `[B, D]` or `[B, T, D]` and `<modality>.mask` `[B]` or `[B, T]`
 */
export function augmentFeatures(scope: ViewScope, batch: Tensors, { modalities, strength = 'weak', ...options }: ViewOptions): Tensors {
  if (!scope.training) return batch;
  const { noise = 0, dropModality = 0, crop = 0, pictures = {} } = options;
  const kept = dropModality > 0 && modalities.length > 1 ? keepModalities(scope, batch, { modalities, share: dropModality }) : undefined;
  const views = modalities.flatMap((name, index): [string, Tensor][] => {
    let [values, mask] = [batch[name]!, batch[`${name}.mask`]!];
    if (crop > 0 && mask.rank === 2) mask = tf.mul(mask, cropMask(scope, mask, crop));
    if (kept !== undefined) mask = tf.mul(mask, tf.reshape(tf.slice(kept, [0, index], [-1, 1]), mask.rank === 2 ? [-1, 1] : [-1]));
    const picture = Object.hasOwn(pictures, name) ? pictures[name]! : undefined;
    if (picture !== undefined) values = augmentPicture(scope, values, { ...picture[strength], size: picture.size });
    if (noise > 0) values = tf.add(values, tf.mul(scope.normal(values.shape), noise));
    return [[name, tf.mul(values, tf.expandDims(mask, -1))], [`${name}.mask`, mask]];
  });
  return { ...batch, ...Object.fromEntries(views) };
}

/** 1 for a modality that stays, shape `[B, M]`: each by chance, and the one that draws highest among those that are there in any case. */
function keepModalities(scope: ViewScope, batch: Tensors, { modalities, share }: { readonly modalities: readonly string[]; readonly share: number }): Tensor {
  const present = tf.stack(modalities.map((name) => presence(batch[`${name}.mask`]!)), 1);
  const drawn = scope.uniform(present.shape);
  const stays = tf.cast(tf.greaterEqual(drawn, share), 'float32');
  const standing = tf.mul(present, tf.add(drawn, 1));
  const highest = tf.cast(tf.equal(standing, tf.max(standing, 1, true)), 'float32');
  return tf.maximum(stays, highest);
}

function presence(mask: Tensor): Tensor {
  return mask.rank === 2 ? tf.max(mask, 1) : mask;
}

/** 0 for frames before and after a stretch that is drawn for each example, shape `[B, T]`. */
function cropMask(scope: ViewScope, mask: Tensor, crop: number): Tensor {
  const [batch, frames] = mask.shape as [number, number];
  const count = tf.sum(mask, 1, true);
  const ends = tf.mul(tf.mul(scope.uniform([batch, 2]), crop), count);
  const place = tf.cumsum(mask, 1);
  const from = tf.slice(ends, [0, 0], [batch, 1]);
  const to = tf.sub(count, tf.slice(ends, [0, 1], [batch, 1]));
  return tf.reshape(tf.cast(tf.logicalAnd(tf.greater(place, from), tf.lessEqual(place, tf.maximum(to, tf.add(tf.floor(from), 1)))), 'float32'), [batch, frames]);
}
