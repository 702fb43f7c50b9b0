import type { Example } from './examples.ts';
import type { Fit } from './heads.ts';
import type { Judged } from './outcomes.ts';

/** Resolves with every tested example as a head judges it that never heard its speaker; `folds` groups of neighbouring speakers. */
export async function crossValidate(fit: Fit, { training, testing, folds }: { training: readonly Example[]; testing: readonly Example[]; folds: number }): Promise<Judged[]> {
  const speakers = [...new Set(training.map(({ speaker }) => speaker))].sort();
  const foldOf = ({ speaker }: Example): number => Math.floor((speakers.indexOf(speaker) * folds) / speakers.length);
  const judged: Judged[] = [];
  for (let fold = 0; fold < folds; fold++) {
    const judge = await fit(training.filter((example) => foldOf(example) !== fold));
    for (const example of testing) if (foldOf(example) === fold) judged.push({ example, probabilities: judge(example) });
  }
  return judged;
}
