import type { Clip, ClipAnswer, FrameAnswer } from '../clip.ts';
import { findCorpus, openCorpus } from '../open-corpus.ts';
import { DatasetError } from '../dataset-error.ts';
import type { Dataset } from '../dataset.ts';
import type { Protocol } from '../protocols/protocol.ts';
import type { TruthOptions } from './read-truth.ts';
import type { Truth } from './truth.ts';

/**
 * Resolves with the labels of one split of the corpus of a protocol.
 *
 * @throws DatasetError what opening and reading the corpus throw; NO_LABEL when the split is not there, or has no labels
 */
export async function readCorpusTruth(root: string, protocol: Protocol, { split, layout, signal }: TruthOptions): Promise<Truth> {
  const { tasks } = findCorpus(protocol.corpus);
  const task = protocol.task !== undefined && tasks.includes(protocol.task) ? protocol.task : undefined;
  const { dataset } = await openCorpus(protocol.corpus, root, { ...(task !== undefined && { task }), ...(layout !== undefined && { layout }) });
  const wanted = split ?? protocol.splits.validation ?? protocol.splits.test;
  const clips = await clipsOf(dataset, { root, wanted, signal });
  return protocol.level === 'frame' ? framesOf(clips, { dataset, wanted, protocol, signal }) : answersOf(clips, { dataset, wanted, protocol });
}

interface Context {
  readonly dataset: Dataset;
  readonly wanted: string;
  readonly protocol: Protocol;
  readonly signal?: AbortSignal | undefined;
}

async function clipsOf(dataset: Dataset, { root, wanted, signal }: { root: string; wanted: string; signal: AbortSignal | undefined }): Promise<Clip[]> {
  const clips: Clip[] = [];
  const splits = new Set<string>();
  for await (const clip of dataset) {
    signal?.throwIfAborted();
    splits.add(clip.split ?? '(none)');
    if (clip.split === wanted) clips.push(clip);
  }
  if (clips.length > 0) return clips;
  throw new DatasetError('NO_LABEL', { path: root, detail: `has no clip of the split "${wanted}"; its splits are ${[...splits].join(', ') || 'none'}`, next: 'Choose one of them with `--split`.' });
}

async function framesOf(clips: readonly Clip[], { dataset, wanted, protocol, signal }: Context): Promise<Truth> {
  const labelled = new Map<string, FrameAnswer>();
  for (const { clip, frames } of clips) {
    signal?.throwIfAborted();
    if (frames !== undefined) labelled.set(clip, await frames());
  }
  if (labelled.size === 0) throw unlabelled(dataset, wanted, protocol);
  return { level: 'frame', clips: labelled, split: wanted, warnings: dataset.warnings };
}

function answersOf(clips: readonly Clip[], { dataset, wanted, protocol }: Context): Truth {
  const recode = toRecode(dataset, protocol);
  const labelled = clips.flatMap(({ clip, labels, speaker }) => (labels === undefined ? [] : [[clip, { ...recode(labels), ...(speaker !== undefined && { speaker }) }] as const]));
  const useful = labelled.filter(([, labels]) => labels.expression !== undefined || labels.valence !== undefined || labels.words !== undefined);
  if (useful.length === 0) throw unlabelled(dataset, wanted, protocol);
  return { level: 'clip', clips: new Map(useful), split: wanted, warnings: dataset.warnings };
}

/** A corpus may know its classes by another order than the protocol: names decide. */
function toRecode({ classes, root }: Dataset, protocol: Protocol): (labels: ClipAnswer) => ClipAnswer {
  if (classes === undefined || protocol.classes === undefined) return (labels) => labels;
  const codes = classes.map((name) => protocol.classes!.findIndex((each) => each.toLowerCase() === (protocol.aliases?.[name.toLowerCase()] ?? name).toLowerCase()));
  return (labels) => {
    if (labels.expression === undefined) return labels;
    const expression = codes[labels.expression]!;
    if (expression >= 0) return { ...labels, expression };
    throw new DatasetError('UNKNOWN_CLASS', { path: root, detail: `has clips of the class "${classes[labels.expression]!}", and ${protocol.id} knows ${protocol.classes!.join(', ')}`, next: 'Choose another protocol.' });
  };
}

function unlabelled({ root }: Dataset, split: string, protocol: Protocol): DatasetError {
  return new DatasetError('NO_LABEL', { path: root, detail: `has no labels for the split "${split}" of ${protocol.id}`, next: 'Labels of test sets are kept by the organisers: choose another split with `--split`.' });
}
