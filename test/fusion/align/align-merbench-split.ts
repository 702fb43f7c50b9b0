import { mapToLength } from '../../../fusion/align/map-to-length.ts';
import { validRows } from '../../../fusion/align/valid-rows.ts';
import { MERBENCH_RECIPES } from '../../../fusion/align/merbench-recipes.ts';
import type { AlignedSequence, FeatureSequence } from '../../../fusion/align/feature-sequence.ts';

/** How MERBench prepares the clips of a split. */
export interface MerbenchOptions {
  readonly recipe: keyof typeof MERBENCH_RECIPES;
  /** The modality whose length the others take, in `frm_align`. Default `'text'`. */
  readonly onto?: string;
  /** Rows that are averaged into one beforehand. Default: the recipe's. */
  readonly scale?: number;
}

/**
 * Returns the clips of a split as MERBench prepares them. Each sequence is compressed to ⌈T / scale⌉ rows; then `utt` takes the mean
 * over time, `frm_align` maps the other modalities to the length of `onto` and pads all to the longest of the split, `frm_unalign` pads
 * each modality to its own longest. Padding is in front, and the longest depends on the split, as published;
 * recorded answers of the published code hold it, and `pipeline/training` is held against it.
 *
 * @throws RangeError when a clip lacks `onto` in `frm_align`, or a sequence is not well-formed
 */
export function alignMerbenchSplit<Modality extends string>(
  clips: readonly Readonly<Record<Modality, FeatureSequence>>[],
  { recipe, onto = 'text', scale = MERBENCH_RECIPES[recipe] }: MerbenchOptions,
): Record<Modality, AlignedSequence>[] {
  const compressed = clips.map((clip) => mapValues(clip, (sequence) => compress(sequence, scale)));
  if (recipe === 'utt') return compressed.map((clip) => mapValues(clip, (sequence) => mapToLength(sequence, 1)));
  const level = recipe === 'frm_align' ? compressed.map((clip) => toLengthOf(clip, onto)) : compressed;
  const longest = mapValues(level[0] ?? ({} as Record<Modality, FeatureSequence>), (_sequence, modality) => Math.max(...level.map((clip) => clip[modality].times.length)));
  return level.map((clip) => mapValues(clip, (sequence, modality) => mapToLength(sequence, longest[modality])));
}

function compress(sequence: FeatureSequence, scale: number): FeatureSequence {
  validRows(sequence);
  return mapToLength(sequence, Math.ceil(sequence.times.length / scale));
}

function toLengthOf<Modality extends string>(clip: Readonly<Record<Modality, FeatureSequence>>, onto: string): Record<Modality, FeatureSequence> {
  const length = (clip as Readonly<Record<string, FeatureSequence | undefined>>)[onto]?.times.length;
  if (length === undefined) throw new RangeError(`frm_align: a clip has ${Object.keys(clip).join(', ')} and no "${onto}". Name one of them as \`onto\`.`);
  return mapValues(clip, (sequence) => mapToLength(sequence, length));
}

function mapValues<Key extends string, In, Out>(record: Readonly<Record<Key, In>>, map: (value: In, key: Key) => Out): Record<Key, Out> {
  return Object.fromEntries(Object.entries<In>(record).map(([key, value]) => [key, map(value, key as Key)])) as Record<Key, Out>;
}
