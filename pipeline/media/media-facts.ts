/** Ticks of a clock and the length of one tick in seconds, as a fraction `[numerator, denominator]`. */
export interface TimePoint {
  readonly ticks: number;
  readonly timeBase: readonly [number, number];
}

/** What a container says about the stream of pictures that will be read. */
export interface VideoFacts {
  /** ffmpeg's index of the stream in its file; 0 for pictures. */
  readonly stream: number;
  /** Displayed size in pixels, after rotation. Pixels are not stretched when they are not square. */
  readonly width: number;
  readonly height: number;
  /** Degrees by which the stored picture is turned clockwise to be upright. */
  readonly rotation: number;
  readonly codec: string;
  /** Time of the first picture in seconds on the clip's clock. */
  readonly start: number;
  readonly timeBase: readonly [number, number];
  /** Mean frames per second as the container tells it; absent when it tells none or nonsense. */
  readonly rate?: number;
  /** Number of frames as the container tells it, often wrong; exact for pictures. Count the entries of `readVideo` to know. */
  readonly frames?: number;
}

/** What a container says about the stream of sound that will be read. */
export interface AudioFacts {
  /** ffmpeg's index of the stream in its file. */
  readonly stream: number;
  readonly codec: string;
  /** Hz, as stored. */
  readonly sampleRate: number;
  readonly channels: number;
  /** Time of the first sample in seconds on the clip's clock. */
  readonly start: number;
}

/**
 * What a clip is, from its container, without decoding it.
 *
 * The clip's clock is zero where the earliest of its video and audio streams starts. Pictures and sound share it.
 */
export interface MediaFacts {
  /** The file or folder as it was given. */
  readonly path: string;
  /** An animated WebP is an `image` with several frames; GIF and animated PNG are `video`. */
  readonly kind: 'video' | 'audio' | 'image' | 'image-sequence';
  /** ffprobe's name of the format, `image` or `images`. */
  readonly container: string;
  /** Seconds on the clip's clock; 0 when unknown. */
  readonly duration: number;
  /** The time stamp of the container at which the clip's clock is zero. */
  readonly start: TimePoint;
  readonly video?: VideoFacts;
  readonly audio?: AudioFacts;
  /** Things a reader of results must know, a sentence each: `2 sound streams: stream 1 is used.` */
  readonly notes: readonly string[];
}

/** A video file as `readVideo` has checked it. */
export type VideoFile = MediaFacts & { readonly video: VideoFacts };
