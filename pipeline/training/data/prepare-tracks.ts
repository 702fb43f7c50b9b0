import { ALIGNMENTS, type Alignment } from '../../../fusion/align/alignments.ts';
import { alignNearest } from '../../../fusion/align/align-nearest.ts';
import { MERBENCH_RECIPES } from '../../../fusion/align/merbench-recipes.ts';
import { mapToLength } from '../../../fusion/align/map-to-length.ts';
import { meanOf, type Track } from './track.ts';
import type { FeatureSequence } from '../../../fusion/align/feature-sequence.ts';
import type { Preparation } from './preparation.ts';

/** What a clip's features are prepared for. */
export interface PrepareOptions {
  /** Shape `[T]`, seconds. */
  readonly timeline: Float64Array;
  /** For MERBench's ways, by modality: the rows that it pads to, see `merbenchLengths`. */
  readonly longest?: Readonly<Record<string, number>> | undefined;
}

/** Returns the features of one clip, ready to be cut into examples. The arrays may be those of `sequences`. */
export function prepareTracks(preparation: Preparation, sequences: Readonly<Record<string, FeatureSequence>>, options: PrepareOptions): Record<string, Track> {
  return Object.fromEntries(Object.entries(sequences).map(([name, sequence]) => [name, prepareTrack(preparation, { name, sequence, sequences }, options)] as const));
}

interface One {
  readonly name: string;
  readonly sequence: FeatureSequence;
  readonly sequences: Readonly<Record<string, FeatureSequence>>;
}

function prepareTrack(preparation: Preparation, one: One, { timeline, longest }: PrepareOptions): Track {
  const { way, alignment } = preparation;
  const { name, sequence } = one;
  const cut = cutFor(preparation, name);
  if (cut === 'mean' && preparation.windows === null) return { times: Float64Array.of(0), values: meanOf(sequence, sequence.dimensions), dimensions: sequence.dimensions, cut: 'whole' };
  if (way === 'merbench-aligned' || way === 'merbench-own') return { ...merbench(preparation, one, longest![name]!), cut: 'whole' };
  if (cut === 'sampled') return { ...sequence, cut, rate: rateFor(preparation, name), timelineRate: rateFor(preparation, alignment.onto!) };
  if (cut !== 'rows') return { ...sequence, cut };
  if (way === 'learned') return { ...alignNearest(sequence, { times: timeline }, { maxGap: 1.2 / rateFor(preparation, name) }), cut };
  return { ...resample(preparation, sequence, timeline), cut };
}

/** Returns what part of a modality's features a span of the timeline takes. */
export function cutFor({ way, output, modalities, alignment }: Preparation, name: string): Track['cut'] {
  const isSequence = modalities[name]!.level === 'frame';
  if (way === 'pooled') return isSequence ? 'mean' : 'whole';
  if (way === 'merbench-aligned' || way === 'merbench-own') return 'whole';
  if (way === 'own' && (output === 'clip' || name !== Object.keys(modalities)[0])) return isSequence ? 'times' : 'whole';
  if (!isSequence) return 'repeated';
  return way === 'learned' && name !== alignment.onto ? 'sampled' : 'rows';
}

/** Rate at which a modality goes into a learned alignment, Hz. One vector a clip is repeated on the timeline. */
export function rateFor({ modalities, alignment, labelRate }: Preparation, name: string): number {
  const { level, rate } = modalities[name]!;
  if (level === 'utterance' || name === alignment.onto) return labelRate ?? modalities[alignment.onto!]?.rate ?? alignment.rate;
  return rate ?? alignment.rate;
}

/** MERBench gives its models the rows of zeros without a mask, so its alignment has none. */
function resample({ alignment: { method, maxGap } }: Preparation, sequence: FeatureSequence, timeline: Float64Array): FeatureSequence {
  const alignments: Readonly<Record<string, Alignment>> = ALIGNMENTS;
  const alignment = alignments[method]!;
  if (alignment.kind === 'learned') throw new TypeError(`${method} is part of the model, and prepares no features`);
  const aligned = alignment.align(sequence, { times: timeline }, { maxGap });
  return method === 'merbench' ? { ...aligned, valid: undefined } : aligned;
}

/** Returns the rows that MERBench has of each modality of one clip before it pads, from how many there are. */
export function merbenchLengths({ way, modalities, alignment }: Preparation, rows: Readonly<Record<string, number>>): Record<string, number> {
  const scale = way === 'merbench-aligned' ? MERBENCH_RECIPES.frm_align : MERBENCH_RECIPES.frm_unalign;
  const onto = rows[alignment.onto ?? 'text'] ?? 1; // A clip without text has one row of zeros there
  return Object.fromEntries(Object.keys(modalities).map((name) => [name, Math.ceil((way === 'merbench-aligned' ? onto : (rows[name] ?? 1)) / scale)] as const));
}

function merbench(preparation: Preparation, { name, sequence, sequences }: One, longest: number): FeatureSequence {
  const scale = preparation.way === 'merbench-aligned' ? MERBENCH_RECIPES.frm_align : MERBENCH_RECIPES.frm_unalign;
  const rows = Object.fromEntries(Object.entries(sequences).map(([each, { times }]) => [each, times.length] as const));
  const compressed = mapToLength(sequence, Math.ceil(sequence.times.length / scale));
  const mapped = mapToLength(compressed, merbenchLengths(preparation, rows)[name]!);
  return { ...mapToLength(mapped, longest), valid: undefined };
}
