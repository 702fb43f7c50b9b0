import { stat } from 'node:fs/promises';
import { DatasetError } from '../../datasets/dataset-error.ts';
import type { Finding } from '../../datasets/finding.ts';
import type { Protocol } from '../../datasets/protocols/protocol.ts';
import { createStatistics, toStatistics, type AnswerStatistics } from '../../datasets/submissions/check/answer-statistics.ts';
import { checkFrameTable, type CheckContext } from '../../datasets/submissions/check/check-frame-table.ts';
import { judgeAnswers } from '../../datasets/submissions/check/judge-answers.ts';
import { createTally } from '../../datasets/submissions/check/tally.ts';
import type { Sample } from '../../datasets/submissions/sample.ts';
import { checkFrameFiles } from './check-frame-files.ts';
import { checkPackedTable } from './check-packed-table.ts';

/** What a check found. */
export interface SubmissionCheck {
  /** Errors first; of each kind the first twenty. */
  readonly findings: readonly Finding[];
  /** How many there were of each kind. */
  readonly counts: Readonly<Record<string, number>>;
  readonly errors: number;
  readonly warnings: number;
  readonly answers: AnswerStatistics;
}

/** What a file is held against. */
export interface CheckOptions {
  readonly protocol: Protocol;
  /** The organisers' list. */
  readonly sample: Sample;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Resolves with everything that is wrong with a file before it is handed in: header, rows and their order, values, archive, and answers that cannot be meant.
 *
 * @throws DatasetError when there is nothing to check: NOT_FOUND, UNREADABLE, NOT_A_TABLE for what is no text, WRONG_LEVEL for a sample of another kind of challenge
 */
export async function checkSubmission(path: string, { protocol, sample, signal }: CheckOptions): Promise<SubmissionCheck> {
  refuseOtherSample(sample, protocol);
  const [tally, statistics] = [createTally(), createStatistics(protocol)];
  const context: CheckContext = { protocol, tally, statistics, ...(signal && { signal }) };
  const { kind } = protocol.submission;
  const isFolder = await isDirectory(path);
  if (kind === 'frame-files') await checkFrameFiles(path, sample, { ...context, isFolder });
  else if (isFolder) tally.add('error', 'a-folder', () => ({ where: path, what: 'is a folder, and one file is handed in', fix: 'Name the file.' }));
  else if (kind === 'frame-table') await checkFrameTable(path, sample, context);
  else if (sample.kind === 'names') await checkPackedTable(path, sample, context);
  const answers = toStatistics(statistics, protocol);
  if (tally.total('error') === 0) judgeAnswers(answers, path, { protocol, tally });
  return { findings: tally.findings(), counts: tally.counts(), errors: tally.total('error'), warnings: tally.total('warning'), answers };
}

function refuseOtherSample({ kind, path }: Sample, { id, level }: Protocol): void {
  if (level === 'clip' && kind === 'rows') throw new DatasetError('WRONG_LEVEL', { path, detail: `lists frames, and ${id} wants one answer a clip`, next: 'Give the list of clips of this challenge.' });
}

async function isDirectory(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (error) {
    throw DatasetError.from(error, path);
  }
}
