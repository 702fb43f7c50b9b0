import { mostProbable } from './most-probable.ts';
import type { ScoredClip } from './scored-clip.ts';

/** Returns the names of the models whose own most probable class is the label of the clip. */
export function agreeingModels({ models, label }: ScoredClip): string[] {
  return [...models].flatMap(([name, probabilities]) => (mostProbable(probabilities) === label ? [name] : []));
}
