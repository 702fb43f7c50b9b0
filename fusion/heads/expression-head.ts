import tf from '@tensorflow/tfjs';
import { linear } from '../layers/linear.ts';
import { balancedWeights } from './balanced-weights.ts';
import { expressionLoss, type Divergence } from './expression-loss.ts';
import type { TrainingFacts } from './training-facts.ts';
import type { Head } from './head.ts';

/** A head that tells classes apart. */
export interface ExpressionOptions {
  /** Classes in the order of the logits, as the label table numbers them. */
  readonly labels: readonly string[];
  /** One weight a class, or `'balanced'`: n / (K · n_c). Default: 1 each. */
  readonly weights?: readonly number[] | 'balanced' | undefined;
  /** Share of the target that is spread over all classes, in [0, 1). Default 0. */
  readonly smoothing?: number | undefined;
  /** Focal loss: see `crossEntropy`. */
  readonly focal?: { readonly gamma: number; readonly alpha?: number | undefined } | undefined;
  /** Mixes in a divergence from soft targets. */
  readonly divergence?: Divergence | undefined;
  /** Of the features, before the linear layer. Default 0. */
  readonly dropout?: number | undefined;
}

/**
 * Returns a linear classifier with softmax.
 *
 * @throws RangeError when the numbers of labels and weights differ, smoothing or share lie outside their range, or balanced weights lack the counts
 */
export function expressionHead(options: ExpressionOptions, facts: TrainingFacts = {}): Head {
  const { labels, divergence, dropout = 0 } = check(options);
  const classWeights = options.weights === 'balanced' ? balancedWeights(facts.classCounts, labels) : options.weights;
  return {
    name: 'expression',
    labels,
    tasks: { expression: 'classification' },
    targets: ['target.expression', 'target.expression.weight', ...(divergence?.to === 'votes' ? ['target.expression.distribution'] : [])],
    outputs(scope, features) {
      const logits = linear(scope.in('expression'), scope.dropout(features, dropout), labels.length);
      return { 'expression.logits': logits, expression: tf.softmax(logits) };
    },
    loss(_scope, outputs, targets) {
      const loss = expressionLoss(outputs['expression.logits']!, targets, { ...options, classWeights });
      return { loss, parts: { expression: loss } };
    },
  };
}

function check(options: ExpressionOptions): ExpressionOptions {
  const { labels, weights, smoothing = 0, divergence } = options;
  if (Array.isArray(weights) && weights.length !== labels.length) {
    throw new RangeError(`expression head: ${weights.length} weights for ${labels.length} labels (${labels.join(', ')}). Give one weight a label, in their order.`);
  }
  if (!(smoothing >= 0 && smoothing < 1)) throw new RangeError(`expression head: the smoothing ${smoothing} is outside [0, 1). Give a share such as 0.1.`);
  if (divergence !== undefined && !(divergence.share >= 0 && divergence.share <= 1)) {
    throw new RangeError(`expression head: the divergence's share ${divergence.share} is outside [0, 1]. Give a share such as 0.2.`);
  }
  return options;
}
