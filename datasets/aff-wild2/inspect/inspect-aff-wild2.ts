import type { FrameAnswer } from '../../clip.ts';
import { DatasetError } from '../../dataset-error.ts';
import type { Dataset } from '../../dataset.ts';
import type { Finding } from '../../finding.ts';
import type { ClipIdentity } from '../../tables/clip-labels.ts';
import { classOrderFinding } from '../class-order-finding.ts';
import type { AffWild2Dataset } from '../open-aff-wild2.ts';
import { CLASSES } from '../task-layouts.ts';
import { attempt } from './attempt.ts';
import { inspectClip } from './inspect-clip.ts';
import { inspectFolders } from './inspect-folders.ts';
import { inspectSplits } from './inspect-splits.ts';
import { toFinding } from './to-finding.ts';

/** What a check may do besides reading names and labels. */
export interface InspectOptions {
  /** Resolves with the number of frames of a video; `undefined` when it cannot be told. Slow: without it, lengths are not checked. */
  readonly countFrames?: (path: string) => Promise<number | undefined>;
  readonly signal?: AbortSignal;
}

/** What is known once all clips were looked at. */
interface Tally {
  readonly clips: ClipIdentity[];
  /** Frames of each code, by split. */
  readonly codes: Readonly<Record<string, number[]>>;
}

/**
 * Yields what is wrong with an Aff-Wild2, clip by clip, with what to do. Reads every label file and the names of all crops, one clip at a time; a label file or a
 * folder of crops that a reader refuses becomes a finding, and the others are still checked.
 *
 * @throws TypeError for another corpus; the reason of `signal` once it is aborted
 */
export async function* inspectAffWild2(dataset: Dataset, options: InspectOptions = {}): AsyncGenerator<Finding> {
  if (!isAffWild2(dataset)) throw new TypeError(`inspectAffWild2 checks "aff-wild2", and was given "${dataset.kind}"`);
  const tally: Tally = { clips: [], codes: { train: CLASSES.map(() => 0), validation: CLASSES.map(() => 0) } };
  try {
    yield* inspectFolders(dataset.folders);
    yield* inspectClips(dataset, { ...options, tally });
  } catch (error) {
    if (!(error instanceof DatasetError)) throw error;
    yield toFinding(error);
  }
  yield* inspectSplits(tally.clips);
  if (dataset.task === 'expr') yield* inspectOrder(dataset, tally);
}

function isAffWild2(dataset: Dataset): dataset is AffWild2Dataset {
  return dataset.kind === 'aff-wild2' && 'folders' in dataset;
}

async function* inspectClips(dataset: AffWild2Dataset, { countFrames, signal, tally }: InspectOptions & { readonly tally: Tally }): AsyncGenerator<Finding> {
  for await (const clip of dataset) {
    signal?.throwIfAborted();
    tally.clips.push(clip);
    const answer = clip.frames === undefined ? undefined : await attempt(clip.frames);
    if (answer instanceof DatasetError) {
      yield toFinding(answer);
      continue;
    }
    addCodes(tally.codes[clip.split ?? ''], answer);
    yield* inspectClip(clip, { folders: dataset.folders, answer, countFrames });
  }
}

function addCodes(counts: number[] | undefined, answer: FrameAnswer | undefined): void {
  for (const code of answer?.expression ?? []) if (code >= 0 && counts !== undefined) counts[code]! += 1;
}

function* inspectOrder({ folders, root }: AffWild2Dataset, { codes }: Tally): Generator<Finding> {
  for (const split of ['train', 'validation'] as const) {
    const finding = classOrderFinding(split, codes[split]!, folders.splits[split] ?? root);
    if (finding !== undefined) yield finding;
  }
}
