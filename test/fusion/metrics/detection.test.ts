import { expect, test } from 'vitest';
import { detectionScores } from '../../../fusion/metrics/detection-scores.ts';
import { riskCoverage } from '../../../fusion/metrics/risk-coverage.ts';
import { expectClose } from './expect-close.ts';
import golden from './golden/detection.json' with { type: 'json' };

test.each(golden.detection)('AUROC, both AUPR and FPR95 are those of scikit-learn, with and without ties: $auroc', ({ home, strangers, ...expected }) => {
  const scores = detectionScores(home, strangers);
  for (const name of ['auroc', 'auprIn', 'auprOut', 'fpr95'] as const) expectClose(scores[name], expected[name]);
});

test('scores that say nothing have an AUROC of one half', () => {
  expect(detectionScores([1, 1, 1], [1, 1]).auroc).toBe(0.5);
});

test('one kind alone cannot be told apart, nor what has no score', () => {
  expect(() => detectionScores([1], [])).toThrow('1 scores at home and 0 of strangers');
  expect(() => detectionScores([NaN], [1])).toThrow('a score is NaN');
});

test('the risk at each coverage is the share of errors among the best scores', () => {
  const { scores, errors, risk, area } = golden.risk;
  const curve = riskCoverage(scores, errors);
  risk.forEach((value, index) => expect(curve.risk[index]).toBeCloseTo(value, 12));
  expectClose(curve.area, area);
});

test('the order of equal scores does not change the curve', () => {
  expect(riskCoverage([1, 1, 0], [1, 0, 0]).risk).toEqual(riskCoverage([1, 1, 0], [0, 1, 0]).risk);
});
