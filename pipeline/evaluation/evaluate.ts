import type { Predictions } from '../../datasets/predictions/predictions.ts';
import type { Truth } from '../../datasets/predictions/truth.ts';
import type { Protocol } from '../../datasets/protocols/protocol.ts';
import { DatasetError } from '../../datasets/dataset-error.ts';
import { evaluateClips } from './evaluate-clips.ts';
import { evaluateFrames } from './evaluate-frames.ts';
import { evaluateWords } from './evaluate-words.ts';
import type { Evaluation } from './evaluation.ts';
import type { WordGrouping } from './words/word-groups.ts';

/** How answers are scored. */
export interface EvaluateOptions {
  /** Of the bootstrap; 0 when absent. */
  readonly seed?: number;
  /** Bootstrap samples; 1000 when absent. */
  readonly replicates?: number;
  /** Scores what is there where labelled rows have no answer. The result is not the official score, and says so. */
  readonly allowMissing?: boolean;
  /** For open vocabularies: which words mean the same. */
  readonly groupings?: readonly WordGrouping[];
}

/**
 * Returns the official score of answers with a bootstrap interval over videos or clips, its parts, and tables: once over all labelled rows of all clips, never a mean of windows or videos.
 *
 * @throws DatasetError MISSING_ROW naming the first labelled row without an answer; NO_COMMON_CLIP; NO_LABEL; WRONG_LEVEL
 */
export function evaluate(predictions: Predictions, truth: Truth, protocol: Protocol, options: EvaluateOptions = {}): Evaluation {
  if (predictions.level === 'frame' && truth.level === 'frame') return evaluateFrames(predictions, truth, { protocol, ...options });
  if (predictions.level === 'frame' || truth.level === 'frame') throw new DatasetError('WRONG_LEVEL', { path: 'predictions', detail: `are one a ${predictions.level}, and the labels are one a ${truth.level}` });
  return protocol.submission.kind === 'word-table' ? evaluateWords(predictions, truth, { protocol, ...options }) : evaluateClips(predictions, truth, { protocol, ...options });
}
