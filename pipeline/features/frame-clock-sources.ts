import type { Clip } from '../../datasets/clip.ts';
import { MediaError } from '../media/media-error.ts';
import type { MediaTools } from '../media/media-tools.ts';
import { probe } from '../media/probe.ts';
import type { FaceTools } from '../stages/read-faces.ts';
import type { ClipRows } from './clip-rows.ts';
import type { FeatureSource } from './feature-source.ts';
import { listenToClip } from './listen-to-clip.ts';
import { readCropFaces } from './read-face-rows.ts';
import { readVoiceRows } from './read-voice-rows.ts';
import { toRegularRows } from './to-regular-rows.ts';

/** The models at hand. */
export interface FrameClockTools {
  readonly faces: FaceTools;
  readonly media: MediaTools;
  readonly onTrouble: (message: string) => void;
}

/** Frames a second of the clock on which Aff-Wild2 is counted in frames: most of its videos have that rate, and windows are told in frames. */
export const FRAME_CLOCK = 30;
/** Rows a second of that clock that sound is brought to, whatever the video runs at: a learned alignment knows one rate for all clips. */
export const SOUND_ROWS = 60;

/**
 * Returns the sources for Aff-Wild2, on the clock of frames: frame `k` is at `(k − 1) / FRAME_CLOCK`, and what is heard is brought to that clock by the rate of the video
 * file, not by the one in its name.
 */
export function frameClockSources({ faces, media, onTrouble }: FrameClockTools): FeatureSource[] {
  return [
    { modality: 'audio', id: 'affekt-descriptors', level: 'frame', read: async (clip, signal) => onFrameClock(await readVoiceRows(await listenToClip(clip, media, signal)), clip, { media, signal }) },
    {
      modality: 'visual',
      id: faces.reader.id,
      level: 'frame',
      read: async ({ clip, crops }, signal) => {
        if (crops === undefined) return undefined;
        const damaged: string[] = [];
        const rows = await readCropFaces(await crops(), { reader: faces.reader, detector: faces.detector, timeOf: (frame) => (frame - 1) / FRAME_CLOCK, onTrouble: (path) => damaged.push(path), signal });
        if (damaged.length > 0) onTrouble(`${clip}: ${damaged.length} pictures cannot be read and are passed over, the first ${damaged[0]!}.`);
        return rows;
      },
    },
  ];
}

/** Resolves with rows whose seconds became frames of the video, counted by `FRAME_CLOCK`. */
async function onFrameClock(rows: ClipRows | undefined, { media: path }: Clip, { media, signal }: { readonly media: MediaTools; readonly signal: AbortSignal }): Promise<ClipRows | undefined> {
  if (rows === undefined || path === undefined) return rows;
  const { video } = await probe(path, { tools: media, signal });
  if (video?.rate === undefined) throw new MediaError('DECODE_FAILED', { path, detail: 'does not tell how many frames a second it has' });
  return toRegularRows({ ...rows, times: toFrameClock(rows.times, { rate: video.rate, start: video.start }) }, SOUND_ROWS);
}

/** Returns seconds of a clip on the clock of its frames: what is heard with frame `k` is at `(k − 1) / FRAME_CLOCK`. */
export function toFrameClock(times: Float64Array, { rate, start }: { readonly rate: number; readonly start: number }): Float64Array {
  return times.map((time) => ((time - start) * rate) / FRAME_CLOCK);
}
