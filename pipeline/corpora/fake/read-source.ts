import { ConfigError } from '../../../configs/config-error.ts';
import { startProcess } from '../../media/start-process.ts';
import { countPictures, PICTURES_PER_SECOND } from './draw-pictures.ts';
import { toHz, type FakeClip } from './fake-plan.ts';
import { SOUND_RATE } from './mix-sound.ts';

/** Pictures and sound of a recording, in the size and length of a clip. */
export interface Source {
  /** Raw RGB, `PICTURES_PER_SECOND` of them a second. */
  readonly pictures: readonly Buffer[];
  /** Mono at `SOUND_RATE`; `undefined` where the recording has none. */
  readonly sound?: Float32Array;
}

/**
 * Resolves with the beginning of a recording, repeated where it is shorter than the clip. Pictures are cut to the shape of the clip around their middle.
 *
 * @throws ConfigError when no pictures can be read from it; MediaError when ffmpeg cannot be started; the signal's reason when aborted
 */
export async function readSource(path: string, clip: FakeClip, { ffmpeg, signal }: { readonly ffmpeg: string; readonly signal?: AbortSignal | undefined }): Promise<Source> {
  const { width, height } = clip;
  const bytes = width * height * 3;
  const count = countPictures(clip);
  const seconds = Math.max(clip.frames / toHz(clip.rate), clip.sound.seconds ?? 0) + 1;
  const input = ['-nostdin', '-stream_loop', '-1', '-i', path, '-t', `${seconds}`];
  const shape = `fps=${PICTURES_PER_SECOND},scale=${width}:${height}:force_original_aspect_ratio=increase,crop=${width}:${height}`;
  const raw = await readAll(ffmpeg, [...input, '-map', '0:v:0', '-vf', shape, '-frames:v', `${count}`, '-f', 'rawvideo', '-pix_fmt', 'rgb24', 'pipe:1'], signal);
  if (raw.bytes.length < bytes) throw new ConfigError(path, [`no picture can be read from it (${raw.complaint})`], undefined, 'Name a video.');
  const pictures = Array.from({ length: Math.floor(raw.bytes.length / bytes) }, (_, index) => raw.bytes.subarray(index * bytes, (index + 1) * bytes));
  const heard = await readAll(ffmpeg, [...input, '-map', '0:a:0?', '-vn', '-ac', '1', '-ar', `${SOUND_RATE}`, '-f', 'f32le', 'pipe:1'], signal);
  const sound = new Float32Array(new Uint8Array(heard.bytes.subarray(0, heard.bytes.length - (heard.bytes.length % 4))).buffer);
  return { pictures, ...(sound.length > 0 && { sound }) };
}

async function readAll(ffmpeg: string, args: readonly string[], signal?: AbortSignal): Promise<{ bytes: Buffer; complaint: string }> {
  await using child = startProcess(ffmpeg, args, { signal });
  const chunks: Buffer[] = [];
  for await (const chunk of child.stdout as AsyncIterable<Buffer>) chunks.push(chunk);
  await child.exited;
  signal?.throwIfAborted();
  return { bytes: Buffer.concat(chunks), complaint: child.complaints.join('; ') || 'ffmpeg gave nothing' };
}
