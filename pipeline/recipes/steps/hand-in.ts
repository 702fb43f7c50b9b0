import { join } from 'node:path';
import type { AffWild2Dataset } from '../../../datasets/aff-wild2/open-aff-wild2.ts';
import type { Clip } from '../../../datasets/clip.ts';
import type { Dataset } from '../../../datasets/dataset.ts';
import { readPredictions } from '../../../datasets/predictions/read-predictions.ts';
import type { Protocol } from '../../../datasets/protocols/protocol.ts';
import { readSample } from '../../../datasets/submissions/read-sample.ts';
import { rowsOfNames } from '../../../datasets/submissions/rows-of-names.ts';
import type { NameSample, Sample } from '../../../datasets/submissions/sample.ts';
import { FRAME_CLOCK } from '../../features/frame-clock-sources.ts';
import { checkSubmission } from '../../submission/check-submission.ts';
import { writeSubmission } from '../../submission/write-submission.ts';
import type { RecipeOptions, RecipeTools } from '../recipe.ts';
import type { ListedCorpus } from './list-corpus.ts';

/** What is handed in. */
export interface HandIn {
  readonly protocol: Protocol;
  /** A table of `affekt predict`. */
  readonly predictions: string;
  readonly corpus: ListedCorpus;
  /** Folder of the file. */
  readonly out: string;
}

/** What is answered for a clip that has neither face nor voice nor words. */
const NOTHING_KNOWN = { expression: 0, valence: 0, arousal: 0 } as const;

/** Writes the exact file of the challenge, its rows and their order those of the organisers' list, checks it, and resolves with its path. */
export async function handIn({ protocol, predictions: source, corpus, out }: HandIn, { smooth }: RecipeOptions, { signal, tell }: RecipeTools): Promise<string> {
  const sample = await sampleOf(corpus, protocol);
  const predictions = await readPredictions(source, protocol, { rate: FRAME_CLOCK, clip: true, signal });
  const path = join(out, fileOf(protocol));
  const { replaced } = await writeSubmission(path, { protocol, sample, predictions, source, smooth: { va: smooth, expr: smooth, au: smooth }, fill: NOTHING_KNOWN });
  if (replaced.length > 0) tell({ type: 'warning', text: `${path}: ${replaced.length} clips have no prediction and are answered as neutral, the first "${replaced[0]!}".` });
  const { findings } = await checkSubmission(path, { protocol, sample, signal });
  for (const { level, where, what, fix } of findings.filter((finding) => finding.level !== 'note')) tell({ type: 'warning', text: `${level} in what is handed in, ${where}: ${what}. ${fix}` });
  tell({ type: 'written', path });
  return path;
}

/** Several challenges call their file alike: those of clips are told apart by the protocol. */
function fileOf({ id, submission }: Protocol): string {
  if (submission.kind === 'frame-table') return submission.file;
  return submission.kind === 'frame-files' ? `${id}.zip` : join(id, submission.archive ?? submission.file);
}

async function sampleOf({ dataset, clips }: ListedCorpus, protocol: Protocol): Promise<Sample> {
  const asked = clips.filter(({ split }) => split === protocol.splits.test);
  if (protocol.level === 'clip') return namesOf(asked, dataset);
  const list = 'folders' in dataset ? (dataset as AffWild2Dataset).folders.testList : undefined; // It governs rows and their order
  const sample = list === undefined ? namesOf(asked, dataset) : await readSample(list, protocol);
  return sample.kind === 'rows' ? sample : rowsOfNames(sample, new Map(asked.map(({ clip, length = 0 }) => [clip, length])));
}

function namesOf(clips: readonly Clip[], { root }: Dataset): NameSample {
  return { kind: 'names', path: root, names: clips.map(({ clip }) => clip), lines: Int32Array.from(clips, (_, index) => index + 1) };
}
