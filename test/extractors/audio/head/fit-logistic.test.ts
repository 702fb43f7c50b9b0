import { expect, test } from 'vitest';
import { fitLogistic, predictLogistic } from '../../../../scripts/voice-head/fit-logistic.ts';
import { score } from '../../../../scripts/voice-head/score.ts';

const features = [[0, 1], [1, 0], [2, 1], [3, 5], [4, 4], [5, 6], [1, 3]];
const labels = [0, 0, 0, 1, 1, 1, 1];
/** Of `LogisticRegression(C=2, class_weight='balanced')` after `StandardScaler`: with two classes it fits one vector, whose penalty is twice ours. */
const SCIKIT = [0.15624739, 0.10696242, 0.26219263, 0.9119648, 0.87013267, 0.97705225, 0.54060268];

test('the fit is the minimum that scikit-learn finds', () => {
  const model = fitLogistic({ features, labels, classes: 2 }, 1);
  const probabilities = features.map((row) => predictLogistic(model, row)[1]!);
  probabilities.forEach((value, i) => expect(value).toBeCloseTo(SCIKIT[i]!, 3));
});

test('the unweighted average recall counts every class alike', () => {
  const outcomes = [0, 0, 0, 0, 1].map((actual, i) => ({ actual, predicted: 0, speaker: `${i % 2}` }));
  const { uar, recall, confusion } = score(outcomes, 2);
  expect([uar, recall, confusion]).toEqual([0.5, [1, 0], [[4, 0], [1, 0]]]);
});

