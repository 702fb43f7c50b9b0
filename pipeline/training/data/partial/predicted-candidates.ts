import { DatasetError } from '../../../../datasets/dataset-error.ts';
import { fuseScores } from '../../../../datasets/pseudo-labels/fuse-scores.ts';
import { toPredictedSet, type PredictionRule } from '../../../../datasets/pseudo-labels/predicted-set.ts';
import { readScoreTable } from '../../../pseudo-labels/score-table.ts';
import type { CandidateSet } from '../../../../datasets/pseudo-labels/candidate-sets.ts';

/** What several models say, and how that becomes candidates. */
export interface PredictedOptions {
  /** Tables with `p_<class>` columns, one a model. */
  readonly files: readonly string[];
  readonly classes: readonly string[];
  readonly rule: PredictionRule;
}

/** A set, and what the tables say is true. */
export interface PredictedSet extends CandidateSet {
  readonly actual?: number | undefined;
}

/**
 * Resolves with the candidates of each clip that some table has.
 *
 * @throws DatasetError as `readScoreTable`; UNKNOWN_CLASS when a table has other classes
 */
export async function predictedCandidates({ files, classes, rule }: PredictedOptions): Promise<Map<string, PredictedSet>> {
  const tables = await Promise.all(files.map(async (file) => ({ file, ...(await readScoreTable(file)) })));
  const models = tables.map(({ file, classes: own, clips }) => {
    const places = classes.map((name) => own.findIndex((each) => each.toLowerCase() === name.toLowerCase()));
    if (places.includes(-1) || own.length !== classes.length) throw new DatasetError('UNKNOWN_CLASS', { path: file, detail: `has the classes ${own.join(', ')}, and those of the labels are ${classes.join(', ')}`, next: 'Give predictions of a head with the same classes.' });
    const rows = [...clips].map(([clip, { probabilities, actual }]) => ({ clip, probabilities: places.map((place) => probabilities[place]!), actual: actual === undefined ? undefined : places.indexOf(actual) }));
    return { name: file, weight: 1, rows, clips: new Map(rows.map(({ clip, probabilities }) => [clip, probabilities] as const)) };
  });
  const actual = new Map(models.flatMap(({ rows }) => rows.map((row) => [row.clip, row.actual] as const)).filter(([, code]) => code !== undefined));
  return new Map(fuseScores(models).map((clip) => [clip.clip, { ...toPredictedSet(clip, rule), actual: actual.get(clip.clip) }]));
}
