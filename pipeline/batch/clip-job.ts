import { join } from 'node:path';
import type { Analysis } from '../analysis.ts';
import type { ClipEnd } from '../clip-event.ts';
import type { ClipPath } from '../media/find-clips.ts';
import type { MediaFacts } from '../media/media-facts.ts';
import { MediaError } from '../media/media-error.ts';
import { probe } from '../media/probe.ts';
import type { RunRecord } from '../rows.ts';
import { packageVersion } from '../package-version.ts';
import { type ClipFolder, openClipFolder } from './clip-folder.ts';
import { clipKey } from './clip-key.ts';
import { withPlugins } from './with-plugins.ts';
import { digestFile } from '../../extractors/models/store/digest.ts';
import type { FoundTranscript } from '../words/open-transcripts.ts';
import type { VoiceTrack } from '../stages/voice-track.ts';
import type { SightingLog } from './sighting-log.ts';

/** One clip under work: what is known of it and how far it got. */
export interface ClipJob {
  readonly clip: ClipPath;
  readonly facts: MediaFacts;
  readonly folder: ClipFolder;
  /** The transcript that goes with the clip, where words are wanted. */
  readonly transcript: FoundTranscript | undefined;
  readonly log: SightingLog;
  /** Seconds of the clip that an earlier run had read; 0 for a new start. */
  readonly resumedAt: number;
  readonly started: Date;
  /** Tells what is being heard in this run. */
  readonly listen: (track: Promise<VoiceTrack | undefined>) => void;
  /** What was heard: in this run, also when it was stopped, or in an earlier one. Rejects as the promise given to `listen` does. */
  readonly heard: () => Promise<VoiceTrack | undefined>;
  /** How the reading ended: `complete` until `end` says otherwise; the first reason stays. */
  readonly state: () => { readonly state: RunRecord['state']; readonly message?: string; readonly code?: string };
  readonly end: (state: 'interrupted' | 'failed', message: string, code?: string) => void;
  /** Closes the log and gives the folder back; called once, when the clip is done with. */
  readonly close: () => void;
}

/**
 * Opens a clip and its result folder; resolves with the end event at once where an earlier run's results stand.
 *
 * @throws MediaError when the clip cannot be read or has nothing that is wanted; OutputError when the folder cannot be written;
 *   MediaError IN_USE when another run is at work in it
 */
export async function openClipJob(clip: ClipPath, { config, tools, media, plugins = [] }: Analysis): Promise<ClipJob | ClipEnd> {
  const facts = await probe(clip.path, { tools: media, fps: config.video.imageFps });
  if (facts.audio === undefined && (facts.video === undefined || tools.faces === undefined)) {
    throw new MediaError('NO_VIDEO_STREAM', { path: clip.path, detail: 'there are no pictures in it, and no sound that is wanted' });
  }
  const models = Object.fromEntries(Object.entries(tools.models).map(([part, { sha256 }]) => [part, sha256]));
  const transcript = await tools.text?.transcripts.find(clip.path);
  const words = transcript && (await digestFile(transcript.path)).sha256;
  const readingKey = await clipKey(clip.path, { version: packageVersion(), config, device: tools.device, models, ...(words === undefined ? {} : { transcript: words }) });
  const path = join(config.output.folder, clip.name);
  const { report, annotated } = config.output;
  const wanted = [...(report ? ['report.html'] : []), ...(annotated && facts.video !== undefined ? ['annotated.mp4'] : [])];
  const folder = await openClipFolder(path, withPlugins(readingKey, plugins), { wanted, readingKey });
  if (!('lock' in folder)) return { type: 'clip', clip: clip.name, path: clip.path, folder: path, outcome: 'kept' };
  const { lock } = folder;
  const log = await folder.openLog().catch((error: unknown) => {
    lock.release();
    throw error;
  });
  let hearing: Promise<VoiceTrack | undefined> | undefined;
  let ended: ReturnType<ClipJob['state']> = { state: 'complete' };
  return {
    clip,
    facts,
    folder,
    transcript,
    log: { ...log, append: (batch) => lock.confirm().then(() => log.append(batch)) },
    resumedAt: log.lastTime,
    started: new Date(),
    listen: (track) => {
      track.catch(() => undefined); // Reported to whoever awaits `heard`
      hearing = track;
    },
    heard: () => hearing ?? folder.voice(),
    state: () => ended,
    end: (state, message, code) => {
      if (ended.state === 'complete') ended = { state, message, ...(code === undefined ? {} : { code }) };
    },
    close: () => {
      void log[Symbol.asyncDispose]();
      lock.release();
    },
  };
}
