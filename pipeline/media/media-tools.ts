/** The programs that read and write media: names looked up on PATH, or paths. */
export interface MediaTools {
  readonly ffmpeg: string;
  readonly ffprobe: string;
}

/** ffmpeg and ffprobe as found on PATH. */
export const MEDIA_TOOLS: MediaTools = { ffmpeg: 'ffmpeg', ffprobe: 'ffprobe' };
