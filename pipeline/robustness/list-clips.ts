import { ConfigError } from '../../configs/config-error.ts';
import { DatasetError } from '../../datasets/dataset-error.ts';
import type { Dataset } from '../../datasets/dataset.ts';
import type { RobustnessClip } from './robustness-clip.ts';
import { toExpressions } from './to-expressions.ts';

/** Which clips of a corpus are wanted. */
export interface ClipChoice {
  readonly split?: string | undefined;
  /** At most so many, spread evenly over the corpus. */
  readonly limit?: number | undefined;
  /** Name of the translation of its classes. */
  readonly mapping?: string | undefined;
}

/** Resolves with the clips that have a file and one expression for the whole of it. @throws DatasetError or ConfigError when there are none */
export async function listClips(dataset: Dataset, { split, limit, mapping }: ClipChoice): Promise<RobustnessClip[]> {
  const expressions = toExpressions(dataset.classes ?? [], mapping);
  const found: RobustnessClip[] = [];
  const splits = new Set<string>();
  for await (const { clip, media, labels, speaker, texts, split: part } of dataset) {
    if (part !== undefined) splits.add(part);
    if (media === undefined || labels?.expression === undefined || (split !== undefined && part !== split)) continue;
    found.push({ clip, path: media, expression: expressions[labels.expression]!, speaker, texts });
  }
  if (split !== undefined && !splits.has(split)) throw new ConfigError('--split', [`there is no part "${split}"`], undefined, splits.size === 0 ? 'The corpus has no parts: leave it out.' : `Choose one of ${[...splits].join(', ')}.`);
  if (found.length === 0) throw new DatasetError('NO_LABEL', { path: dataset.root, detail: 'has no clip with a media file and an expression', next: 'Give a corpus that labels whole clips; `affekt dataset check` counts what is there.' });
  const count = Math.min(limit ?? Infinity, found.length);
  return Array.from({ length: count }, (_, index) => found[Math.floor((index * found.length) / count)]!);
}
