const NEXT_STEP = {
  NOT_FOUND: 'Check the path.',
  UNREADABLE: 'Change its permissions, or run as a user who may read it.',
  EMPTY_FILE: 'Copy or record it again.',
  NOT_MEDIA: 'Give a video, a sound file, a picture or a folder of numbered pictures.',
  PLAYLIST: 'Give the media files that it names.',
  NO_CLIPS: 'Give a folder with videos, sound files or pictures in it.',
  NO_VIDEO_STREAM: 'Give a file with pictures; sound alone is read when `modalities` has "voice".',
  NO_AUDIO_STREAM: 'Give a file with sound.',
  TOO_SMALL: 'Give a video of at least 16 × 16 pixels.',
  TOO_SHORT: 'Leave it out, or give a longer clip.',
  TRUNCATED: 'Copy or record the file again; what could be read is kept.',
  DECODE_FAILED: 'Play the file with ffplay to see where it is damaged; what could be read is kept.',
  IN_USE: 'Wait for it to end, then run the same command again; or choose another folder with `--out`.',
  WRITE_FAILED: 'Check the free space and the permissions of the output folder.',
  FFMPEG_MISSING: 'Install ffmpeg 5.1 or newer (Debian: apt install ffmpeg, macOS: brew install ffmpeg, Fedora: dnf install ffmpeg-free, Windows: winget install Gyan.FFmpeg).',
  FFMPEG_TOO_OLD: 'Install ffmpeg 5.1 or newer, or name another one in AFFEKT_FFMPEG and AFFEKT_FFPROBE.',
} as const;

/** A clip could not be read, another run is at work on it, or a tool for it is missing. The message names the file and ends with what to do next. */
export class MediaError extends Error {
  override readonly name = 'MediaError';
  readonly code: keyof typeof NEXT_STEP;
  /** The file, folder or program the message is about. */
  readonly path: string;

  constructor(code: keyof typeof NEXT_STEP, { path, detail, cause }: { path: string; detail: string; cause?: unknown }) {
    super(`${toOneLine(path)}: ${toOneLine(detail)}. ${NEXT_STEP[code]}`, { cause });
    this.code = code;
    this.path = path;
  }
}

/** A file name may hold line breaks and terminal escapes; a message may not. */
function toOneLine(text: string): string {
  return text.replace(/\p{Cc}/gu, '\uFFFD');
}
