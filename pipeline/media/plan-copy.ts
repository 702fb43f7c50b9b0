/** How a copy of a clip is made so small that it fits. */
export interface CopyPlan {
  /** Neither side of the picture is longer, in pixels. */
  readonly maxSide: number;
  /** The most bits a second that pictures may take, in kbit/s. */
  readonly videoKbps: number;
  /** Bits a second of the sound, in kbit/s. */
  readonly audioKbps: number;
  /** The pictures are taken as they are: the plan holds for the sound only. */
  readonly keepPictures?: boolean;
}

/** What a plan is made from. */
export interface CopyRequest {
  /** Seconds. */
  readonly duration: number;
  /** Displayed size in pixels; absent for sound. */
  readonly video?: { readonly width: number; readonly height: number; readonly frames: number } | undefined;
  readonly audio?: unknown;
  readonly maxBytes: number;
}

/** Sides worth having, in pixels: 960 is about as wide as a page shows it, below 320 no expression can be seen. */
const SIDES = [960, 800, 640, 480, 400, 320];
/** Bits that x264 wants for a pixel of a frame of people who talk; below it, fewer pixels look better. */
const BITS_PER_PIXEL = 0.035;
/** Share of the bytes that pictures and sound may take: the rest is for the index and for rates that are met on average only. */
const FILL = 0.92;

/** Returns how to copy a clip into at most about `maxBytes`, at its own frame times, or `undefined` when so small a copy would show nothing. */
export function planCopy({ duration, video, audio, maxBytes }: CopyRequest): CopyPlan | undefined {
  const kbps = (maxBytes * 8 * FILL) / 1000 / Math.max(1, duration);
  const audioKbps = Math.floor(Math.min(96, video ? Math.max(24, kbps * 0.2) : kbps));
  if (!video) return audioKbps < 24 ? undefined : { maxSide: 0, videoKbps: 0, audioKbps };
  const videoKbps = Math.floor(Math.min(4000, kbps - (audio ? audioKbps : 0)));
  const longer = Math.max(video.width, video.height);
  const bitsAt = (side: number) => (video.width * video.height * Math.min(1, side / longer) ** 2 * BITS_PER_PIXEL * video.frames) / Math.max(1, duration) / 1000;
  const maxSide = SIDES.find((side) => bitsAt(side) <= videoKbps);
  return maxSide === undefined ? undefined : { maxSide, videoKbps, audioKbps };
}
