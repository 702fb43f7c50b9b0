import { expressionHead, type ExpressionOptions } from './expression-head.ts';
import { multiTaskHead } from './multi-task-head.ts';
import { valenceArousalHead } from './valence-arousal-head.ts';
import type { RegressionLoss } from '../losses/regression-loss.ts';
import type { Head } from './head.ts';
import type { TrainingFacts } from './training-facts.ts';

/** MER's head: a class and a valence on the scale of the labels. */
export interface MerOptions extends ExpressionOptions {
  /** Loss of valence. Default the mean squared error, as in MERBench. */
  readonly valence?: RegressionLoss | undefined;
}

/** Returns the head of MER and MERBench: two linear layers; its loss is cross-entropy plus the squared error of valence. */
export function merHead({ valence = { kind: 'mse' }, ...expression }: MerOptions, facts: TrainingFacts = {}): Head {
  const heads = [
    expressionHead(expression, facts),
    valenceArousalHead({ dimensions: ['valence'], activation: 'linear', loss: valence, dropout: expression.dropout }),
  ];
  return multiTaskHead({ name: 'mer', heads });
}
