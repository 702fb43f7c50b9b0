import { mostProbable } from './most-probable.ts';
import type { ScoredClip } from './scored-clip.ts';

/** What one model says of many clips. */
export interface ModelScores {
  readonly name: string;
  /** How much it counts in the mean, above 0. */
  readonly weight: number;
  /** Probabilities by clip, shape `[classes]`. */
  readonly clips: ReadonlyMap<string, readonly number[]>;
}

/** Returns what all models say of each clip that any of them knows, in the order of the names of clips. A model that lacks a clip does not count for it. */
export function fuseScores(models: readonly ModelScores[]): ScoredClip[] {
  const names = [...new Set(models.flatMap(({ clips }) => [...clips.keys()]))].sort();
  return names.map((clip) => fuse(clip, models.filter(({ clips }) => clips.has(clip))));
}

function fuse(clip: string, models: readonly ModelScores[]): ScoredClip {
  const total = models.reduce((sum, { weight }) => sum + weight, 0);
  const classes = models[0]!.clips.get(clip)!.length;
  const mean = (index: number) => models.reduce((sum, { weight, clips }) => sum + weight * clips.get(clip)![index]!, 0) / total;
  const probabilities = Array.from({ length: classes }, (_, index) => mean(index));
  const label = mostProbable(probabilities);
  return { clip, probabilities, label, confidence: probabilities[label]!, models: new Map(models.map(({ name, clips }) => [name, clips.get(clip)!])) };
}
