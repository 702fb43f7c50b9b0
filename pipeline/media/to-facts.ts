import { MediaError } from './media-error.ts';
import type { AudioFacts, MediaFacts, TimePoint, VideoFacts } from './media-facts.ts';
import { toSeconds } from './to-seconds.ts';

/** One stream as `ffprobe -show_streams -print_format json` tells it; every field may be absent. */
interface ProbeStream {
  readonly index: number;
  readonly codec_type?: string;
  readonly codec_name?: string;
  readonly width?: number;
  readonly height?: number;
  readonly time_base?: string;
  readonly start_pts?: number;
  readonly duration?: string;
  readonly nb_frames?: string;
  readonly avg_frame_rate?: string;
  readonly sample_rate?: string;
  readonly channels?: number;
  readonly disposition?: Readonly<Record<string, number>>;
  readonly side_data_list?: readonly { readonly rotation?: number }[];
}

/** What `ffprobe -show_format -show_streams -print_format json` writes. */
export interface ProbeReport {
  readonly streams?: readonly ProbeStream[];
  readonly format?: { readonly format_name?: string; readonly duration?: string };
}

/** Formats that hold no media but say where it is: their results would not belong to their bytes. */
const PLAYLIST = /^(hls|dash|concat|imf|sdp)$/;
/** Rates beyond this are a time base in disguise. */
const MAX_RATE = 1000;

/**
 * Turns ffprobe's report into facts. Of several streams the one marked as default is used, else the first; a cover picture is no video.
 *
 * @throws MediaError NOT_MEDIA when there is neither picture nor sound, PLAYLIST when it only names other files
 */
export function toFacts(path: string, { streams = [], format = {} }: ProbeReport): MediaFacts {
  const videos = streams.filter(isVideo);
  const audios = streams.filter((stream) => stream.codec_type === 'audio');
  const container = format.format_name ?? 'unknown';
  if (PLAYLIST.test(container)) throw new MediaError('PLAYLIST', { path, detail: `is a playlist (${container}), which names other files` });
  if ((videos.length === 0 && audios.length === 0) || container === 'tty') {
    throw new MediaError('NOT_MEDIA', { path, detail: `holds neither pictures nor sound (${container}, ${streams.length} streams)` });
  }
  const start = toEarliest([...videos, ...audios]);
  const [video, audio] = [choose(videos), choose(audios)];
  return {
    path,
    kind: video ? 'video' : 'audio',
    container,
    duration: toNumber(format.duration) ?? toNumber(video?.duration) ?? 0,
    start,
    ...(video && { video: toVideo(video, start) }),
    ...(audio && { audio: toAudio(audio, start) }),
    notes: [...noteSeveral('video', videos, video), ...noteSeveral('sound', audios, audio)],
  };
}

/** A stream without a size is something else that was taken for pictures. */
function isVideo({ codec_type: type, disposition, width = 0, height = 0 }: ProbeStream): boolean {
  return type === 'video' && disposition?.attached_pic !== 1 && width > 0 && height > 0;
}

function choose(streams: readonly ProbeStream[]): ProbeStream | undefined {
  return streams.find((stream) => stream.disposition?.default === 1) ?? streams[0];
}

function noteSeveral(kind: string, streams: readonly ProbeStream[], chosen: ProbeStream | undefined): string[] {
  return chosen && streams.length > 1 ? [`${streams.length} ${kind} streams: stream ${chosen.index} is used.`] : [];
}

function toEarliest(streams: readonly ProbeStream[]): TimePoint {
  const starts = streams.filter((stream) => stream.start_pts !== undefined).map(toStart);
  const zero: TimePoint = { ticks: 0, timeBase: [1, 1] };
  return starts.toSorted((a, b) => toSeconds(a, zero) - toSeconds(b, zero))[0] ?? zero;
}

function toStart(stream: ProbeStream): TimePoint {
  return { ticks: stream.start_pts ?? 0, timeBase: toFraction(stream.time_base) ?? [1, 1] };
}

function toVideo(stream: ProbeStream, zero: TimePoint): VideoFacts {
  const stored = stream.side_data_list?.find((data) => data.rotation !== undefined)?.rotation ?? 0;
  const rotation = (((-Math.round(stored) % 360) + 360) % 360);
  const [width, height] = [stream.width ?? 0, stream.height ?? 0];
  const point = toStart(stream);
  const rate = toRate(stream.avg_frame_rate);
  const frames = toNumber(stream.nb_frames);
  return {
    stream: stream.index,
    ...(rotation % 180 === 90 ? { width: height, height: width } : { width, height }),
    rotation,
    codec: stream.codec_name ?? 'unknown',
    start: stream.start_pts === undefined ? 0 : toSeconds(point, zero),
    timeBase: point.timeBase,
    ...(rate !== undefined && { rate }),
    ...(frames !== undefined && { frames }),
  };
}

function toAudio(stream: ProbeStream, zero: TimePoint): AudioFacts {
  return {
    stream: stream.index,
    codec: stream.codec_name ?? 'unknown',
    sampleRate: toNumber(stream.sample_rate) ?? 0,
    channels: stream.channels ?? 0,
    start: stream.start_pts === undefined ? 0 : toSeconds(toStart(stream), zero),
  };
}

function toRate(text: string | undefined): number | undefined {
  const [n, d] = toFraction(text) ?? [0, 1];
  const rate = n / d;
  return rate > 0 && rate <= MAX_RATE ? rate : undefined;
}

/** `"1/90000"` → `[1, 90000]`; `undefined` for `"0/0"`. */
function toFraction(text: string | undefined): readonly [number, number] | undefined {
  const [n, d] = (text ?? '').split('/').map(Number);
  return n !== undefined && d !== undefined && n > 0 && d > 0 ? [n, d] : undefined;
}

function toNumber(text: string | undefined): number | undefined {
  const value = Number.parseFloat(text ?? '');
  return Number.isFinite(value) ? value : undefined;
}
