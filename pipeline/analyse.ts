import { catchError, concat, concatMap, defer, EMPTY, finalize, merge, type Observable, of, takeUntil, tap } from 'rxjs';
import type { Sound } from '../extractors/audio/sound.ts';
import { RecogniserError } from '../extractors/text/recognisers/recogniser-error.ts';
import { TranscriptError } from '../extractors/text/transcripts/transcript-error.ts';
import type { Analysis } from './analysis.ts';
import { toEnd, toFailedEnd } from './batch/clip-end.ts';
import { type ClipJob, openClipJob } from './batch/clip-job.ts';
import { writeResults } from './batch/write-results.ts';
import type { ClipEvent } from './clip-event.ts';
import type { ClipPath } from './media/find-clips.ts';
import type { FrameEntry } from './media/frame.ts';
import { MediaError } from './media/media-error.ts';
import { readSound } from './media/read-sound.ts';
import { readVideo } from './media/read-video.ts';
import type { Tools } from './open-tools.ts';
import { readFaces } from './stages/read-faces.ts';
import { readVoice } from './stages/read-voice.ts';
import { abortable } from './stream/abortable.ts';
import { inBatches } from './stream/in-batches.ts';
import { createPace, type Pace } from './stream/pace.ts';
import { pull } from './stream/pull.ts';
import { findWords } from './words/find-words.ts';

/** Batches in flight: at least one that is decoded, one in the detector and one in the expression model; more of small pictures. */
const IN_FLIGHT = { least: 3, most: 6, bytes: 84e6 };
/** Seconds of sound that may be read ahead of the pictures. */
const LEAD = 5;
/** A batch holds at most this many bytes of pictures, so that memory does not grow with their size. */
const BATCH_BYTES = 28e6;

/**
 * Analyses one clip, from file to result folder; read this first. The steps, in order:
 *
 * 1. `openClipJob`: probe the container, find out what an earlier run has left in the result folder.
 * 2. `readFacesOf`: decode frames → detect faces → read expression and identity → log, a batch at a time.
 * 3. `readVoiceOf`, at the same time: decode sound → speech, descriptors → voice verdicts.
 * 4. `readTextOf`, at the same time: transcript, or speech turned into words.
 * 5. `writeResults`: faces → people → who of them speaks → smoothed verdicts → fused with the voice → tables, segments, report.
 *
 * A damaged clip ends as an event with a code, its results so far kept; only trouble with the run is an error.
 */
export function analyseClip(clip: ClipPath, analysis: Analysis): Observable<ClipEvent> {
  return defer(() => openClipJob(clip, analysis)).pipe(
    concatMap((opened) => ('type' in opened ? of(opened) : concat(readClip(opened, analysis), writeClip(opened, analysis)).pipe(finalize(opened.close)))),
    catchError((error: unknown) => (error instanceof MediaError ? of(toFailedEnd(clip.name, error)) : rethrow(error))),
  );
}

/** Steps 2 to 4. Ends early on `stop`, and each by itself where the pictures or the sound are damaged; the job then says so. */
function readClip(job: ClipJob, analysis: Analysis): Observable<ClipEvent> {
  const start: ClipEvent = { type: 'start', clip: job.clip.name, duration: job.facts.duration, from: job.resumedAt };
  const stopped = analysis.stop.pipe(tap(() => job.end('interrupted', 'Stopped by the user; run the same command again to go on from here.')));
  const untilDamage = catchError<ClipEvent, Observable<ClipEvent>>((error: unknown) => {
    if (!(error instanceof MediaError)) return rethrow(error);
    job.end('failed', error.message, error.code);
    return EMPTY;
  });
  const pace = createPace(isReadForFaces(job, analysis.tools) ? job.resumedAt : Infinity);
  const faces = readFacesOf(job, analysis).pipe(tap((event) => (event.type === 'progress' ? pace.reach(event.time) : undefined)));
  const reading = merge(faces.pipe(untilDamage, finalize(() => pace.reach(Infinity))), readVoiceOf(job, analysis, pace).pipe(untilDamage), readTextOf(job, analysis));
  return concat(of(start), reading.pipe(takeUntil(stopped)));
}

/** Step 2. */
function readFacesOf(job: ClipJob, { tools, config, media }: Analysis): Observable<ClipEvent> {
  const { facts, log } = job;
  if (tools.faces === undefined || facts.video === undefined) return EMPTY;
  const { width, height } = facts.video;
  const scale = Math.min(1, config.video.maxSide / Math.max(width, height));
  const pictureBytes = width * height * scale * scale * 3;
  const size = Math.max(1, Math.min(config.runtime.batch, Math.floor(BATCH_BYTES / pictureBytes)));
  const inFlight = Math.max(IN_FLIGHT.least, Math.min(IN_FLIGHT.most, Math.floor(IN_FLIGHT.bytes / (size * pictureBytes))));
  const video = { ...(config.video.fps === null ? {} : { fps: config.video.fps }), maxSide: config.video.maxSide, from: job.resumedAt, pool: size * inFlight + 1, tools: media };
  let frames = 0;
  return pull(
    (signal) => inBatches(fromFrame(log.nextFrame, readVideo(facts, { ...video, signal })), size, isDecoded),
    readFaces(tools.faces, { ...config.face, mouth: config.face.mouth && tools.voice !== undefined && facts.audio !== undefined, clipWidth: width }),
    inFlight,
  ).pipe(
    concatMap(async (batch) => {
      await log.append(batch);
      frames += batch.length;
      return { type: 'progress' as const, clip: job.clip.name, time: batch.at(-1)!.time, duration: facts.duration, frames };
    }),
  );
}

async function* fromFrame(first: number, entries: AsyncIterable<FrameEntry>): AsyncGenerator<FrameEntry> {
  for await (const entry of entries) if (entry.index >= first) yield entry;
}

function isDecoded({ status }: FrameEntry): boolean {
  return status === 'decoded';
}

/**
 * Step 3. The sound keeps pace with the pictures, so that a long clip's first faces do not wait for its last word; it is read again from
 * the start if it was not read to its end before.
 */
function readVoiceOf(job: ClipJob, { tools, config, media }: Analysis, pace: Pace): Observable<ClipEvent> {
  const { facts, folder, clip } = job;
  const { voice } = tools;
  if (voice === undefined || facts.audio === undefined) return EMPTY;
  return abortable<ClipEvent>(async (signal, emit) => {
    const onTime = (time: number) => emit({ type: 'progress', clip: clip.name, time, duration: facts.duration, frames: 0 });
    const sounds = inPace(readSound(facts, { signal, tools: media }), pace, signal);
    const kept = await folder.voice();
    if (kept === undefined) job.listen(readVoice(sounds, voice, { ...config.voice, ...(isReadForFaces(job, tools) ? {} : { onTime }) }));
    const track = await job.heard();
    if (signal.aborted) return; // What was heard so far is written, but not kept: the next run reads the sound from its start
    if (kept === undefined && track !== undefined) await folder.keepVoice(track);
    if (track?.damage !== undefined) job.end('failed', track.damage.message, track.damage.code);
  });
}

/** Step 4. What is found is kept, so that a run that goes on does not listen again. Words that cannot be had do not keep the rest from being told. */
function readTextOf(job: ClipJob, { tools: { text }, media }: Analysis): Observable<ClipEvent> {
  const { facts, folder, transcript } = job;
  if (text === undefined) return EMPTY;
  return abortable<ClipEvent>(async (signal) => {
    if ((await folder.words()) !== undefined) return;
    try {
      await folder.keepWords(await findWords({ facts, transcript, tools: text, media, ledger: folder.pieces, signal }));
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof TranscriptError || error instanceof RecogniserError || error instanceof MediaError)) throw error;
      job.end('failed', error.message, error.code);
    }
  });
}

function isReadForFaces({ facts }: ClipJob, { faces }: Tools): boolean {
  return faces !== undefined && facts.video !== undefined;
}

/** Yields the sounds as the pictures get there; simply ends when the signal aborts, so that what came before is still described. */
async function* inPace(sounds: AsyncIterable<Sound>, pace: Pace, signal: AbortSignal): AsyncGenerator<Sound> {
  try {
    for await (const sound of sounds) {
      await pace.wait(sound.time - LEAD, signal);
      yield sound;
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

/** Step 5, whatever state the reading ended in. A `stop` that comes only now ends it; the next run finds everything read. */
function writeClip(job: ClipJob, analysis: Analysis): Observable<ClipEvent> {
  return abortable<ClipEvent>(async (signal, emit) => emit(toEnd(job, await writeResults(job, analysis, signal)))).pipe(takeUntil(analysis.stop));
}

function rethrow(error: unknown): never {
  throw error;
}
