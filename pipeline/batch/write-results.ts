import { VOICE_DESCRIPTORS } from '../../extractors/audio/windows/voice-descriptors.ts';
import { createTracker } from '../../extractors/visual/track/create-tracker.ts';
import { toProbabilities } from '../../fusion/labels/to-probabilities.ts';
import type { Analysis } from '../analyse.ts';
import { writeColumns } from '../export/write-columns.ts';
import { writeFrames } from '../export/write-frames.ts';
import { writeRun } from '../export/write-run.ts';
import { writeSegments } from '../export/write-segments.ts';
import { writeVoice } from '../export/write-voice.ts';
import { transcode } from '../media/transcode.ts';
import { writeAnnotated } from '../report/write-annotated.ts';
import { writeReport } from '../report/write-report.ts';
import type { FrameRow } from '../rows.ts';
import { smoothPeople } from '../stages/smooth-people.ts';
import { toRows } from '../stages/to-rows.ts';
import { toSegments } from '../stages/to-segments.ts';
import { type ClipSummary, toSummary } from '../stages/to-summary.ts';
import { trackPeople } from '../stages/track-people.ts';
import type { VoiceTrack } from '../stages/voice-track.ts';
import type { ClipJob } from './clip-job.ts';
import { toRunRecord } from './run-record.ts';

const descriptors = Object.entries(VOICE_DESCRIPTORS).map(([name, { unit, meaning }]) => ({ name, unit, description: meaning }));

/** Writes the result folder of a clip from what was read: tables, segments, report and, last, the run record. Resolves with its summary. */
export async function writeResults(job: ClipJob, { config, tools, media }: Analysis): Promise<ClipSummary> {
  const { folder, facts } = job;
  const voice = await folder.voice();
  const rows = () => readRows(job, { config, tools, voice });
  const place = { folder: folder.path, descriptors };
  const { frames } = await writeFrames(rows(), { folder: folder.path });
  await writeVoice(voice?.rows ?? [], place);
  const segments = await toSegments(rows(), voice);
  await writeSegments(segments, folder.path);
  const run = toRunRecord(job, { frames, config, tools, ffmpeg: media.version });
  await writeColumns(run, place);
  const output = { folder: folder.path, rows: rows(), videoPath: facts.path };
  if (config.output.report) await writeReport({ ...output, run, voice: voice?.rows ?? [], segments, proxy: ({ outPath, signal }) => transcode(facts, outPath, { ...(signal === undefined ? {} : { signal }), tools: media }) });
  if (config.output.annotated && facts.video !== undefined) await writeAnnotated({ ...output, rows: rows(), clip: run.clip });
  const summary = await toSummary(rows());
  await writeRun(run, folder.path);
  if (run.state === 'complete') await folder.tidy();
  return summary;
}

/** The rows of the clip, made anew from the log at each call: the same log gives the same rows. */
function readRows({ folder }: ClipJob, { config, tools, voice }: { readonly voice: VoiceTrack | undefined } & Pick<Analysis, 'config' | 'tools'>): AsyncGenerator<FrameRow> {
  const { embedder, reader } = tools.faces ?? {};
  const tracker = createTracker({ memory: config.face.maxGap, samePerson: embedder?.samePerson ?? 1 });
  const people = trackPeople(folder.sightings(), tracker, toProbabilities(reader?.labels ?? []));
  return toRows(smoothPeople(people, config.fusion.smoothing), voice, config.fusion);
}
