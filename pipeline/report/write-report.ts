import { join } from 'node:path';
import { writeFileAtomically } from '../export/write-file-atomically.ts';
import type { AddedTable } from '../plugins/added-table.ts';
import type { FrameRow, RunRecord, Segment, SentenceRow, VoiceRow } from '../rows.ts';
import { chooseMedia, type MakeProxy } from './choose-media.ts';
import { collectClip } from './collect-clip.ts';
import { readPageFiles } from './read-page-files.ts';
import { renderPage } from './render-page.ts';
import { summarisePerson } from './summarise-person.ts';
import { toPageData } from './to-page-data.ts';

/** What a report is made of. */
export interface ReportInput {
  /** Where `report.html` goes; made when it is missing. */
  readonly folder: string;
  readonly run: RunRecord;
  /** In the order of their frames. */
  readonly rows: Iterable<FrameRow> | AsyncIterable<FrameRow>;
  readonly voice: readonly VoiceRow[];
  readonly segments: readonly Segment[];
  readonly sentences?: readonly SentenceRow[];
  /** What plug-ins have added. */
  readonly tables?: readonly AddedTable[];
  /** The video, picture or sound; without it the page has none. */
  readonly videoPath?: string | undefined;
  /** Makes a small copy of a video that browsers cannot play or that is too large; without it the page links to the original. */
  readonly proxy?: MakeProxy | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Writes `report.html`, one file that needs no network, and resolves with its path.
 *
 * @throws OutputError naming the path, when it cannot be written
 */
export async function writeReport(input: ReportInput): Promise<string> {
  const { folder, run, rows, voice, segments, sentences = [], tables = [], videoPath, proxy, signal = new AbortController().signal } = input;
  const clip = await collectClip(rows);
  const media = await chooseMedia({ clip: run.clip, folder, videoPath, proxy, signal });
  const page = renderPage({
    run,
    people: clip.people.map((person) => summarisePerson(person, clip)),
    voice,
    segments,
    sentences,
    tables,
    data: toPageData(clip, { run, voice, segments }),
    media,
    ...(await readPageFiles()),
  });
  signal.throwIfAborted();
  const path = join(folder, 'report.html');
  await writeFileAtomically(path, page);
  return path;
}
