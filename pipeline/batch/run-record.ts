import type { Config } from '../../configs/schema.ts';
import { LABEL_MAPPINGS } from '../../fusion/labels/label-mappings.ts';
import { mappingFor } from '../../fusion/labels/mapping-for.ts';
import type { MediaFacts } from '../media/media-facts.ts';
import type { Tools } from '../open-tools.ts';
import type { Added } from '../plugins/add-to-clip.ts';
import { packageVersion } from '../package-version.ts';
import type { ClipFacts, RunRecord } from '../rows.ts';
import type { ClipJob } from './clip-job.ts';

/** What the record needs besides the job. */
export interface RunParts {
  readonly frames: RunRecord['frames'];
  readonly config: Config;
  readonly tools: Tools;
  /** Seconds up to which the sound was read; `Infinity`: to its end. */
  readonly heardTo: number;
  /** Things to know of the words. */
  readonly wordNotes: readonly string[];
  /** How much is withheld. */
  readonly gateNotes: readonly string[];
  /** Version of ffmpeg. */
  readonly ffmpeg: string;
  /** What plug-ins have added. */
  readonly added: Pick<Added, 'notes' | 'records'>;
}

/** Returns the record of how a clip was analysed, with the key of its inputs. */
export function toRunRecord({ clip, facts, folder, started, state }: ClipJob, { frames, config, tools, heardTo, wordNotes, gateNotes, ffmpeg, added }: RunParts): RunRecord {
  const { state: ended, message } = state();
  return {
    key: folder.key,
    affekt: packageVersion(),
    node: process.version,
    ffmpeg,
    started: started.toISOString(),
    seconds: (Date.now() - started.getTime()) / 1000,
    state: ended,
    ...(message === undefined ? {} : { message }),
    clip: toClipFacts(clip.name, facts, frames),
    device: tools.device,
    models: tools.models,
    config,
    ...(Object.keys(added.records).length === 0 ? {} : { plugins: added.records }),
    frames,
    notes: [...facts.notes, ...notesOn(facts, tools, heardTo), ...wordNotes, ...gateNotes, ...added.notes],
  };
}

function toClipFacts(name: string, { path, duration, video, audio }: MediaFacts, frames: RunRecord['frames']): ClipFacts {
  const total = Object.values(frames).reduce((sum, count) => sum + count, 0);
  return {
    name,
    path,
    duration,
    ...(video === undefined ? {} : { video: { width: video.width, height: video.height, frames: total, codec: video.codec } }),
    ...(audio === undefined ? {} : { audio: { sampleRate: audio.sampleRate, channels: audio.channels, codec: audio.codec } }),
  };
}

function notesOn({ audio, video }: MediaFacts, { faces, voice }: Tools, heardTo: number): string[] {
  const notes: string[] = [];
  if (voice !== undefined && audio !== undefined && heardTo < Infinity) notes.push(`The sound was read up to ${heardTo.toFixed(1)} s.`);
  if (voice !== undefined && audio === undefined) notes.push('The clip has no sound: the verdicts rest on the face alone.');
  if (faces !== undefined && video !== undefined && !knowsOther(faces.reader.labels)) {
    notes.push(`The expression model ${faces.reader.id} knows ${faces.reader.labels.length} classes; "other" is left out.`);
  }
  return notes;
}

function knowsOther(labels: readonly string[]): boolean {
  const expressions: readonly string[] = Object.values(LABEL_MAPPINGS[mappingFor(labels)]);
  return expressions.includes('other');
}
