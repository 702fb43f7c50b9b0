import { MediaError } from './media-error.ts';
import { MEDIA_TOOLS, type MediaTools } from './media-tools.ts';
import { readText } from './read-text.ts';

/** `-fps_mode`, without which frames are silently re-timed, exists since 5.1. */
const OLDEST: readonly [number, number] = [5, 1];

/**
 * Resolves with the tools and ffmpeg's version, as written in a run record: `"5.1.9-0+deb12u1"`.
 *
 * @throws MediaError FFMPEG_MISSING when one of the two cannot be started, FFMPEG_TOO_OLD below 5.1
 */
export async function findTools({ ffmpeg, ffprobe }: MediaTools = MEDIA_TOOLS): Promise<MediaTools & { readonly version: string }> {
  const [version] = await Promise.all([readVersion(ffmpeg), readVersion(ffprobe)]);
  return { ffmpeg, ffprobe, version };
}

async function readVersion(command: string): Promise<string> {
  const { text } = await readText(command, ['-version']);
  const version = /^ff\w+ version (\S+)/.exec(text)?.[1];
  if (version === undefined) throw new MediaError('FFMPEG_MISSING', { path: command, detail: 'does not tell a version, so it is not ffmpeg' });
  if (isTooOld(version)) throw new MediaError('FFMPEG_TOO_OLD', { path: command, detail: `is version ${version}` });
  return version;
}

/** A build from git tells no number (`N-109-g4a`): it is taken for new. */
function isTooOld(version: string): boolean {
  const match = /^n?(\d+)\.(\d+)/.exec(version);
  if (match === null) return false;
  const [major, minor] = [Number(match[1]), Number(match[2])];
  return major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1]);
}
