/** How well scores tell one kind from another. */
export interface DetectionScores {
  /** Area under the ROC curve: the share of pairs in which the one at home scores higher, ties by half. */
  readonly auroc: number;
  /** Average precision with the ones at home as the positives. */
  readonly auprIn: number;
  /** Average precision with the strangers as the positives, which are to score low. */
  readonly auprOut: number;
  /** Share of strangers at or above the score that 95 % of those at home reach. */
  readonly fpr95: number;
}

/**
 * Returns how well scores tell those at home (in distribution) from strangers (out of distribution), as scikit-learn's `roc_auc_score`, `average_precision_score` and `roc_curve` do.
 *
 * @param home scores, the higher the more at home, shape `[n]`
 * @param strangers shape `[m]`
 * @throws RangeError when one of them is empty or holds NaN
 * @example detectionScores([3, 2, 1], [0, 2]).auroc // 0.75
 */
export function detectionScores(home: ArrayLike<number>, strangers: ArrayLike<number>): DetectionScores {
  const both = [...Array.from(home, (score) => ({ score, isHome: true })), ...Array.from(strangers, (score) => ({ score, isHome: false }))];
  if (home.length === 0 || strangers.length === 0) throw new RangeError(`detectionScores: ${home.length} scores at home and ${strangers.length} of strangers. Give at least one of each.`);
  if (both.some(({ score }) => Number.isNaN(score))) throw new RangeError('detectionScores: a score is NaN. Leave out what cannot be scored.');
  const falling = stepsOf(both.sort((a, b) => b.score - a.score));
  const total: Step = { home: home.length, strangers: strangers.length };
  const rising = falling.toReversed().map((step): Step => ({ home: step.strangers, strangers: step.home }));
  return {
    auroc: areaUnder(falling, total),
    auprIn: averagePrecision(falling, total.home),
    auprOut: averagePrecision(rising, total.strangers),
    fpr95: falsePositives(falling, total),
  };
}

/** How many of each kind have one score. */
interface Step {
  readonly home: number;
  readonly strangers: number;
}

function stepsOf(sorted: readonly { readonly score: number; readonly isHome: boolean }[]): Step[] {
  const steps: { home: number; strangers: number }[] = [];
  sorted.forEach(({ score, isHome }, index) => {
    if (index === 0 || sorted[index - 1]!.score !== score) steps.push({ home: 0, strangers: 0 });
    steps.at(-1)![isHome ? 'home' : 'strangers'] += 1;
  });
  return steps;
}

function areaUnder(steps: readonly Step[], total: Step): number {
  let [passed, area] = [0, 0];
  for (const { home, strangers } of steps) {
    area += strangers * (passed + home / 2);
    passed += home;
  }
  return area / (total.home * total.strangers);
}

/** Precision at each score, weighted by the recall that is gained there. `home` counts the positives. */
function averagePrecision(steps: readonly Step[], positives: number): number {
  let [found, all, area] = [0, 0, 0];
  for (const { home, strangers } of steps) {
    found += home;
    all += home + strangers;
    area += (home / positives) * (found / all);
  }
  return area;
}

function falsePositives(steps: readonly Step[], total: Step): number {
  let [kept, passed] = [0, 0];
  for (const { home, strangers } of steps) {
    kept += home;
    passed += strangers;
    if (kept / total.home >= 0.95) break;
  }
  return passed / total.strangers;
}
