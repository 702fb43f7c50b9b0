import { classReport } from '../../fusion/metrics/class-report.ts';
import { classScores } from '../../fusion/metrics/class-scores.ts';
import type { ConfusionMatrix } from '../../fusion/metrics/confusion-matrix.ts';
import type { ScoreSummary } from '../../fusion/metrics/summarise.ts';
import type { Truth } from '../../datasets/predictions/truth.ts';
import type { Protocol } from '../../datasets/protocols/protocol.ts';
import type { Evaluation } from './evaluation.ts';

/** Returns what an evaluation says of its protocol. */
export function describeProtocol({ id, title, score, published, notes }: Protocol, { split }: Truth) {
  return { protocol: id, title, formula: score.formula, ...(split !== undefined && { split }), metric: score.metric, published, notes } satisfies Partial<Evaluation>;
}

/** Returns the tables of an evaluation: by class, what was taken for what, by action unit, how far probabilities can be trusted. */
export function describeSummary({ classes, units, probabilities }: ScoreSummary, protocol: Protocol) {
  return {
    ...(classes !== undefined && { classes: classReport(classes, protocol.classes), confusion: [...classes.counts] }),
    ...(units !== undefined && { units: units.map((matrix, unit) => describeUnit(matrix, protocol.units![unit]!)) }),
    ...(probabilities !== undefined && { calibration: probabilities }),
  } satisfies Partial<Evaluation>;
}

function describeUnit(matrix: ConfusionMatrix, name: string) {
  return { name, ...classScores(matrix)[1]! };
}
