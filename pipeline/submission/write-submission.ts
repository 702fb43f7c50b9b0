import { DatasetError } from '../../datasets/dataset-error.ts';
import type { ClipPredictions, FramePredictions, Predictions } from '../../datasets/predictions/predictions.ts';
import type { Protocol } from '../../datasets/protocols/protocol.ts';
import { encodeTextNpy } from '../../datasets/submissions/archive/encode-text-npy.ts';
import { toZip } from '../../datasets/submissions/archive/to-zip.ts';
import type { Fill } from '../../datasets/submissions/fill.ts';
import { rowsOfNames } from '../../datasets/submissions/rows-of-names.ts';
import type { NameSample, RowSample, Sample } from '../../datasets/submissions/sample.ts';
import type { Smoothing } from '../../datasets/submissions/smoothing.ts';
import { toClipTableText } from '../../datasets/submissions/text/to-clip-table-text.ts';
import { toFrameFileText, toFrameTableTexts } from '../../datasets/submissions/text/to-frame-texts.ts';
import { toClipAnswers } from '../../datasets/submissions/to-clip-answers.ts';
import { toDenseClips, type DenseAnswers } from '../../datasets/submissions/to-dense-clips.ts';
import { openAtomicFile } from '../export/open-atomic-file.ts';
import { writeFileAtomically } from '../export/write-file-atomically.ts';
import { hashFile } from '../noise/hash-file.ts';

/** What a submission is made of. */
export interface SubmissionPlan {
  readonly protocol: Protocol;
  /** The organisers' list: it governs which rows there are, and their order. */
  readonly sample: Sample;
  readonly predictions: Predictions;
  /** Where they come from, for messages. */
  readonly source: string;
  readonly smooth?: Smoothing | undefined;
  /** For clips without any prediction, which are refused when it is absent. */
  readonly fill?: Fill | undefined;
}

/** What was written. */
export interface WrittenSubmission {
  readonly path: string;
  readonly sha256: string;
  readonly rows: number;
  readonly clips: number;
  /** Rows that had no prediction of their own and were filled from their neighbours. */
  readonly filled: number;
  /** Clips without any prediction, answered by `fill`. */
  readonly replaced: readonly string[];
  /** Predicted clips that the list does not have. */
  readonly unused: readonly string[];
}

/**
 * Writes the exact file of a challenge: under a temporary name first, the same bytes each time.
 *
 * @param path of the file: text, table or archive, as the protocol says; a name without `.zip` for a challenge that takes an archive is written as the plain table
 * @throws DatasetError MISSING_ROW naming a clip without a prediction, UNKNOWN_COLUMN, WRONG_LEVEL; OutputError naming `path`
 */
export async function writeSubmission(path: string, plan: SubmissionPlan): Promise<WrittenSubmission> {
  const written = plan.predictions.level === 'frame' ? await writeFrames(path, plan.predictions, plan) : await writeClips(path, plan.predictions, plan);
  return { ...written, path, sha256: await hashFile(path) };
}

type Written = Omit<WrittenSubmission, 'path' | 'sha256'>;

async function writeFrames(path: string, predictions: FramePredictions, { protocol, sample: given, source, smooth, fill }: SubmissionPlan): Promise<Written> {
  const sample = given.kind === 'rows' ? given : rowsOfNames(given, lengthsOf(given, predictions));
  const answers = toDenseClips(sample, predictions, source, { protocol, ...(smooth && { smooth }), ...(fill && { fill }) });
  if (protocol.submission.kind === 'frame-files') await writeFileAtomically(path, await toZip(filesOf(sample, answers, protocol)));
  else {
    await using file = await openAtomicFile(path);
    for (const text of toFrameTableTexts(sample, answers.clips, protocol)) await file.write(text);
    await file.commit();
  }
  return { rows: sample.locations.length, clips: sample.clips.length, filled: answers.filled, replaced: answers.replaced, unused: answers.unused };
}

/** A list of videos does not say how long they are: the last prediction of each does. */
function lengthsOf({ names }: NameSample, { clips }: FramePredictions): ReadonlyMap<string, number> {
  return new Map(names.map((name) => [name, clips.get(name)?.frames.at(-1) ?? 0]));
}

function filesOf({ clips, clipOf }: RowSample, answers: DenseAnswers, protocol: Protocol): { readonly name: string; readonly content: string }[] {
  const rows = new Int32Array(clips.length);
  for (const clip of clipOf) rows[clip]!++;
  return clips.map((clip, index) => ({ name: `${clip}.txt`, content: toFrameFileText(answers.clips[index]!, rows[index]!, protocol) }));
}

async function writeClips(path: string, predictions: ClipPredictions, { protocol, sample, source, fill }: SubmissionPlan): Promise<Written> {
  if (sample.kind === 'rows') throw new DatasetError('WRONG_LEVEL', { path: sample.path, detail: `lists frames, and ${protocol.id} wants one answer a clip`, next: 'Give the list of clips of this challenge.' });
  const { rows, replaced, unused } = toClipAnswers(sample, predictions, source, { protocol, ...(fill && { fill }) });
  await writeFileAtomically(path, await clipFile(path, toClipTableText(sample.names, rows, protocol), { protocol, sample, rows }));
  return { rows: sample.names.length, clips: sample.names.length, filled: 0, replaced, unused };
}

async function clipFile(path: string, text: string, { protocol, sample, rows }: { readonly protocol: Protocol; readonly sample: NameSample; readonly rows: ReadonlyMap<string, { readonly words?: readonly string[] }> }): Promise<string | Uint8Array> {
  if (/\.npz$/i.test(path)) {
    const items = sample.names.map((name) => JSON.stringify(rows.get(name)?.words ?? []));
    return toZip([{ name: 'filenames.npy', content: encodeTextNpy(sample.names) }, { name: 'fileitems.npy', content: encodeTextNpy(items) }]);
  }
  return /\.zip$/i.test(path) && protocol.submission.kind !== 'frame-table' && protocol.submission.kind !== 'frame-files' ? toZip([{ name: protocol.submission.file, content: text }]) : text;
}
