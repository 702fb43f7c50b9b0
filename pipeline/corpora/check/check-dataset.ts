import { toFinding } from '../../../datasets/aff-wild2/inspect/to-finding.ts';
import type { Clip } from '../../../datasets/clip.ts';
import type { Corpus } from '../../../datasets/corpus.ts';
import { DatasetError } from '../../../datasets/dataset-error.ts';
import type { Dataset } from '../../../datasets/dataset.ts';
import type { Finding } from '../../../datasets/finding.ts';
import { countFrames } from '../../media/count-frames.ts';
import { checkMedia } from './check-media.ts';
import { clipFindings } from './clip-findings.ts';
import { compareCounts } from './compare-counts.ts';
import type { CorpusCheck } from './corpus-check.ts';
import { countFindings } from './count-findings.ts';
import { INSPECTORS } from './inspectors.ts';
import { makeTally, type Tally } from './tally.ts';

/** How thorough a check is. */
export interface CheckOptions {
  /** Open every media file too, and count the pictures of videos whose frames have labels. Slow. */
  readonly media?: boolean;
  readonly signal?: AbortSignal;
  /** Called as clips are read, then as media files are opened. */
  readonly onProgress?: (what: 'clips' | 'media files', done: number, total: number) => void;
}

const LEVELS = ['error', 'warning', 'note'] as const;

/**
 * Resolves with what a corpus holds, beside what is published, and what is wrong with it. Labels are read clip by clip and not kept; a label file that the
 * reader refuses becomes a finding, and the others are still checked.
 *
 * @throws the reason of `signal` when it aborts; MediaError FFMPEG_MISSING when media are to be opened
 */
export async function checkDataset(corpus: Corpus, dataset: Dataset, { media = false, signal, onProgress }: CheckOptions = {}): Promise<CorpusCheck> {
  const { kind, root, task, classes } = dataset;
  const tally = makeTally(classes?.length ?? 0);
  const total = onProgress === undefined ? 0 : await countClips(dataset);
  const watched = watch(dataset, tally, (done) => onProgress?.('clips', done, total));
  const special = INSPECTORS[kind];
  const own = special === undefined ? await readAll(watched, signal) : await collect(special.inspect(watched, { ...(signal && { signal }), ...(media && { countFrames: frameCounter(signal) }) }));
  const counts = compareCounts(tally, { task, classes, published: corpus.published });
  const general = clipFindings(tally, root).filter(({ code }) => special?.covers.includes(code) !== true);
  const paths = media ? [...new Set(tally.clips.flatMap((clip) => clip.media ?? []))] : [];
  const opened = await checkMedia(paths, { root, signal, onProgress: (done) => onProgress?.('media files', done, paths.length) });
  const warned = dataset.warnings.map((what): Finding => ({ level: 'warning', code: 'reader', where: root, what, fix: 'Nothing, if it is meant.' }));
  const findings = [...own, ...warned, ...countFindings(counts, root), ...general, ...opened, ...emptyFinding(tally, root)];
  return { kind, root, ...(task !== undefined && { task }), counts, findings: findings.sort((a, b) => LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level)) };
}

/** People in one video share it: it is counted once. */
function frameCounter(signal: AbortSignal | undefined): (path: string) => Promise<number | undefined> {
  const counts = new Map<string, Promise<number | undefined>>();
  return (path) => {
    const count = counts.get(path) ?? countFrames(path, { ...(signal && { signal }) });
    counts.set(path, count);
    return count;
  };
}

async function collect(findings: AsyncIterable<Finding>): Promise<Finding[]> {
  const all: Finding[] = [];
  for await (const finding of findings) all.push(finding);
  return all;
}

async function countClips(dataset: Dataset): Promise<number> {
  let count = 0;
  try {
    for await (const clip of dataset) count += Number(clip.clip !== '');
  } catch (error) {
    if (!(error instanceof DatasetError)) throw error; // Told of by the check itself
  }
  return count;
}

/** Returns the dataset; whoever iterates over it and reads labels makes `tally` count them, each clip once. */
function watch(dataset: Dataset, tally: Tally, onClip: (done: number) => void): Dataset {
  return {
    ...dataset,
    async *[Symbol.asyncIterator]() {
      for await (const clip of dataset) {
        tally.add(clip);
        yield watchFrames(clip, tally);
        onClip(tally.clips.length);
      }
    },
  };
}

function watchFrames(clip: Clip, tally: Tally): Clip {
  const { frames } = clip;
  if (frames === undefined) return clip;
  let isCounted = false;
  return {
    ...clip,
    frames: async () => {
      const answer = await frames();
      if (!isCounted) tally.addFrames(clip, answer);
      isCounted = true;
      return answer;
    },
  };
}

/** Reads all labels, and resolves with what is refused. */
async function readAll(dataset: Dataset, signal: AbortSignal | undefined): Promise<Finding[]> {
  const refused: Finding[] = [];
  const orRefuse = (error: unknown) => {
    if (!(error instanceof DatasetError)) throw error;
    refused.push(toFinding(error));
  };
  try {
    for await (const clip of dataset) {
      signal?.throwIfAborted();
      await clip.frames?.().catch(orRefuse);
    }
  } catch (error) {
    orRefuse(error);
  }
  return refused;
}

function emptyFinding({ clips }: Tally, root: string): Finding[] {
  return clips.length > 0 ? [] : [{ level: 'error', code: 'no-clips', where: root, what: 'has no clips', fix: 'Check that it is the right folder, and the right task.' }];
}
