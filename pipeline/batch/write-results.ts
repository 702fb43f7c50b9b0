import { join } from 'node:path';
import { VOICE_DESCRIPTORS } from '../../extractors/audio/windows/voice-descriptors.ts';
import { createTracker } from '../../extractors/visual/track/create-tracker.ts';
import { toProbabilities } from '../../fusion/labels/to-probabilities.ts';
import type { Analysis } from '../analysis.ts';
import type { ClipSummary } from '../clip-event.ts';
import { writeColumns } from '../export/write-columns.ts';
import { writeFrames } from '../export/write-frames.ts';
import { writeRun } from '../export/write-run.ts';
import { writeSegments } from '../export/write-segments.ts';
import { writeTable } from '../export/write-table.ts';
import { sentenceColumns } from '../export/sentence-columns.ts';
import { voiceColumns } from '../export/voice-columns.ts';
import { collectDoubts } from '../gates/collect-doubts.ts';
import { transcode } from '../media/transcode.ts';
import type { ClipResults } from '../../plugins/clip-results.ts';
import type { AddedTable } from '../plugins/added-table.ts';
import { type Added, addToClip } from '../plugins/add-to-clip.ts';
import type { MakeProxy } from '../report/choose-media.ts';
import { writeAnnotated } from '../report/write-annotated.ts';
import { writeReport } from '../report/write-report.ts';
import type { FrameRow, RunRecord, Segment, SentenceRow, VoiceRow } from '../rows.ts';
import { type Judges, prepareJudges } from '../plugins/prepare-judges.ts';
import { judgeRows } from '../stages/judge-rows.ts';
import { removeStaleTables } from '../plugins/remove-stale-tables.ts';
import { collectMouths } from '../stages/collect-mouths.ts';
import { collectPeople } from '../stages/collect-people.ts';
import { collectSegments } from '../stages/collect-segments.ts';
import { nameSpeakers } from '../stages/name-speakers.ts';
import { onlySpeakers } from '../stages/only-speakers.ts';
import type { FramePeople } from '../stages/person-sighting.ts';
import { passBy } from '../stages/row-collector.ts';
import { smoothPeople } from '../stages/smooth-people.ts';
import { readSentences } from '../stages/read-sentences.ts';
import { nameSentences } from '../stages/name-sentences.ts';
import { type HeardClip, toRows } from '../stages/to-rows.ts';
import { trackPeople } from '../stages/track-people.ts';
import type { ClipJob } from './clip-job.ts';
import { toRunRecord } from './run-record.ts';

const descriptors = Object.entries(VOICE_DESCRIPTORS).map(([name, { unit, meaning }]) => ({ name, unit, description: meaning }));

/**
 * Writes the result folder of a clip from what was read: tables, segments, report and, last, the run record. Resolves with its
 * summary. Of a clip that was stopped, nothing is written that takes long.
 */
export async function writeResults(job: ClipJob, analysis: Analysis, signal: AbortSignal): Promise<ClipSummary> {
  const { folder } = job;
  await folder.lock.confirm();
  const heard = await job.heard().catch(() => undefined); // Sound that cannot be read was reported when it was
  const named = nameSpeakers(heard, heard === undefined ? [] : await collectMouths(readPeople(job, analysis)));
  const { voice } = named;
  const windows = voice?.rows ?? [];
  const words = await folder.words();
  const sentences = nameSentences(words?.transcript === undefined ? [] : readSentences(words.transcript, analysis.tools.text?.reader), named);
  const judges = await prepareJudges({ name: job.clip.name, path: job.clip.path, duration: job.facts.duration }, { ...analysis, signal });
  const rows = () => readRows(job, analysis, { heard: { ...named, sentences }, judges });
  const place = { folder: folder.path, descriptors };
  const spans = collectSegments(named);
  const people = collectPeople();
  const doubts = collectDoubts(windows);
  const { frames } = await writeFrames(passBy(rows(), [spans, people, doubts]), { folder: folder.path, signal, added: judges.columns });
  await writeTable(windows, { path: join(folder.path, 'voice.csv'), columns: voiceColumns(descriptors) });
  await writeTable(sentences, { path: join(folder.path, 'sentences.csv'), columns: sentenceColumns });
  const segments = spans.result();
  await writeSegments(segments, folder.path);
  const added = await addPlugins(job, analysis, { frames: rows, voice: windows, sentences, segments }, { judges, signal });
  await removeStaleTables(folder.path, added.tables.map(({ name }) => name));
  for (const table of added.tables) await writeTable(table.rows, { path: join(folder.path, `${table.name}.csv`), columns: table.columns });
  const run = toRunRecord(job, { frames, config: analysis.config, tools: analysis.tools, heardTo: await heardTo(folder, windows), wordNotes: words?.notes ?? [], gateNotes: doubts.result(), ffmpeg: analysis.media.version, added });
  await writeColumns(run, { ...place, tables: added.tables, added: judges.columns });
  await writePictures(job, analysis, { run, rows, voice: windows, segments, sentences, tables: added.tables, signal });
  await writeRun(run, folder.path);
  if (run.state === 'complete') await folder.tidy();
  return { frames: run.clip.video?.frames ?? 0, analysed: frames.analysed, people: people.result(), notes: doubts.result() };
}

/** Seconds up to which the sound was read. */
async function heardTo(folder: ClipJob['folder'], windows: readonly VoiceRow[]): Promise<number> {
  return (await folder.voice()) === undefined ? (windows.at(-1)?.end ?? 0) : Infinity;
}

/** Lets plug-ins add to the results, but for those of a clip that was stopped. What fails is told, and the rest is written. */
async function addPlugins({ clip, facts, folder, state, end }: ClipJob, { plugins = [], surroundings }: Analysis, found: Pick<ClipResults, 'frames' | 'voice' | 'sentences' | 'segments'>, { judges, signal }: { readonly judges: Judges; readonly signal: AbortSignal }): Promise<Added> {
  const wanted = state().state === 'interrupted' ? plugins.filter(({ plugin }) => plugin.attaches !== 'clip') : plugins;
  const results = { ...found, clip: { name: clip.name, path: clip.path, duration: facts.duration }, workFolder: folder.plugins };
  const added = await addToClip(results, wanted, { surroundings, signal });
  for (const { code, message } of [...judges.failures(), ...added.failures]) end('failed', message, code);
  return added;
}

interface Written {
  readonly run: RunRecord;
  readonly rows: () => AsyncGenerator<FrameRow>;
  readonly voice: readonly VoiceRow[];
  readonly segments: readonly Segment[];
  readonly sentences: readonly SentenceRow[];
  readonly tables: readonly AddedTable[];
  readonly signal: AbortSignal;
}

/** Writes what people look at: the report and, on request, the annotated video. */
async function writePictures({ folder, facts }: ClipJob, { config, media }: Analysis, { run, rows, voice, segments, sentences, tables, signal }: Written): Promise<void> {
  const place = { folder: folder.path, videoPath: facts.path, signal };
  const stopped = run.state === 'interrupted';
  const proxy: MakeProxy = ({ outPath, plan }) => transcode(facts, outPath, { ...plan, signal, tools: media });
  if (config.output.report) await writeReport({ ...place, run, rows: rows(), voice, segments, sentences, tables, ...(stopped ? {} : { proxy }) });
  if (config.output.annotated && facts.video !== undefined && !stopped) await writeAnnotated({ ...place, rows: rows(), clip: run.clip, ffmpeg: media.ffmpeg });
}

/** The rows of the clip, made anew from the log at each call: the same log gives the same rows. */
function readRows(job: ClipJob, analysis: Analysis, { heard, judges }: { readonly heard: HeardClip; readonly judges: Judges }): AsyncGenerator<FrameRow> {
  const { fusion } = analysis.config;
  const rows = judgeRows(toRows(smoothPeople(readPeople(job, analysis), fusion.smoothing), heard, fusion), judges.open, fusion);
  return fusion.people === 'speaking' ? onlySpeakers(rows) : rows;
}

/** The people of the clip, frame by frame. */
function readPeople({ folder }: ClipJob, { config, tools }: Analysis): AsyncGenerator<FramePeople> {
  const { embedder, reader } = tools.faces ?? {};
  const tracker = createTracker({ memory: config.face.maxGap, samePerson: embedder?.samePerson ?? 1 });
  const translate = reader === undefined ? () => ({}) : toProbabilities(reader.labels);
  return trackPeople(folder.sightings(), tracker, translate);
}
