import { join } from 'node:path';
import type { AffWild2Dataset } from '../../../datasets/aff-wild2/open-aff-wild2.ts';
import type { Dataset } from '../../../datasets/dataset.ts';
import type { ClipPredictions, FramePredictions } from '../../../datasets/predictions/predictions.ts';
import { readPredictions } from '../../../datasets/predictions/read-predictions.ts';
import type { Protocol } from '../../../datasets/protocols/protocol.ts';
import { toZip } from '../../../datasets/submissions/archive/to-zip.ts';
import { readSample } from '../../../datasets/submissions/read-sample.ts';
import { rowsOfNames } from '../../../datasets/submissions/rows-of-names.ts';
import type { NameSample, RowSample } from '../../../datasets/submissions/sample.ts';
import { toClipTableText } from '../../../datasets/submissions/text/to-clip-table-text.ts';
import { toFrameTableTexts } from '../../../datasets/submissions/text/to-frame-texts.ts';
import { toClipAnswers } from '../../../datasets/submissions/to-clip-answers.ts';
import { toDenseClips } from '../../../datasets/submissions/to-dense-clips.ts';
import { openAtomicFile } from '../../export/open-atomic-file.ts';
import { writeFileAtomically } from '../../export/write-file-atomically.ts';
import { FRAME_CLOCK } from '../../features/frame-clock-sources.ts';
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

/** Writes the exact file of the challenge, its rows and their order those of the organisers' list, and resolves with its path. */
export async function handIn({ protocol, predictions: path, corpus, out }: HandIn, options: RecipeOptions, { signal, tell }: RecipeTools): Promise<string> {
  const predictions = await readPredictions(path, protocol, { rate: FRAME_CLOCK, clip: true, signal });
  const { file, replaced } =
    predictions.level === 'frame' ? await writeFrames(predictions, { protocol, path, corpus, out, smooth: options.smooth }) : await writeClips(predictions, { protocol, path, corpus, out });
  if (replaced.length > 0) tell({ type: 'warning', text: `${file}: ${replaced.length} clips have no prediction and are answered as neutral, the first "${replaced[0]!}".` });
  tell({ type: 'written', path: file });
  return file;
}

interface Written {
  readonly file: string;
  readonly replaced: readonly string[];
}

interface Plan extends Omit<HandIn, 'predictions'> {
  readonly path: string;
}

async function writeFrames(predictions: FramePredictions, { protocol, path, corpus, out, smooth }: Plan & { readonly smooth: number }): Promise<Written> {
  const sample = await frameSample(corpus, protocol);
  const { clips, replaced } = toDenseClips(sample, predictions, path, { protocol, smooth: { va: smooth, expr: smooth, au: smooth }, fill: NOTHING_KNOWN });
  const file = join(out, protocol.submission.kind === 'frame-table' ? protocol.submission.file : `${protocol.id}.txt`);
  await using writer = await openAtomicFile(file);
  for (const text of toFrameTableTexts(sample, clips, protocol)) await writer.write(text);
  await writer.commit();
  return { file, replaced };
}

/** The organisers' list where the corpus has one: it governs rows and order. */
async function frameSample({ dataset, clips }: ListedCorpus, protocol: Protocol): Promise<RowSample> {
  const list = testListOf(dataset);
  const lengths = new Map(clips.flatMap(({ clip, split, length }) => (split === 'test' && length !== undefined ? [[clip, length] as const] : [])));
  const sample = list === undefined ? ({ kind: 'names', path: dataset.root, names: [...lengths.keys()], lines: Int32Array.from(lengths.keys(), (_, index) => index + 1) } satisfies NameSample) : await readSample(list, protocol);
  return sample.kind === 'rows' ? sample : rowsOfNames(sample, lengths);
}

function testListOf(dataset: Dataset): string | undefined {
  return 'folders' in dataset ? (dataset as AffWild2Dataset).folders.testList : undefined;
}

async function writeClips(predictions: ClipPredictions, { protocol, path, corpus, out }: Plan): Promise<Written> {
  const names = corpus.clips.filter(({ split }) => split === protocol.splits.test).map(({ clip }) => clip);
  const sample: NameSample = { kind: 'names', path: corpus.dataset.root, names, lines: Int32Array.from(names, (_, index) => index + 1) };
  const { rows, replaced } = toClipAnswers(sample, predictions, path, { protocol, fill: NOTHING_KNOWN });
  const text = toClipTableText(names, rows, protocol);
  const { submission } = protocol;
  const [name, archive] = submission.kind === 'clip-table' ? [submission.file, submission.archive] : ['submission.csv', undefined];
  const file = join(out, protocol.id, archive ?? name);
  await writeFileAtomically(file, archive === undefined ? text : await toZip([{ name, content: text }]));
  return { file, replaced };
}
