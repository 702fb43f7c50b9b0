import { createHash } from 'node:crypto';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { clipRandom } from '../../datasets/noise/clip-random.ts';
import type { PictureDamage } from '../../datasets/noise/damage.ts';
import { temporaryName } from '../export/open-atomic-file.ts';
import { OutputError } from '../export/output-error.ts';
import { writeFileAtomically } from '../export/write-file-atomically.ts';
import { MediaError } from '../media/media-error.ts';
import type { MediaFacts, VideoFacts } from '../media/media-facts.ts';
import { startProcess } from '../media/start-process.ts';
import { toInput } from '../media/to-input.ts';
import { toFraction, toSoundEncoder, toVideoEncoder } from './encoders.ts';
import type { NoiseJob, NoisePlan } from './noise-job.ts';
import { pipeFrames, type FrameDamage, type PipedFrames } from './pipe-frames.ts';
import { SAMPLE_RATE } from './read-samples.ts';
import { toWav } from './wav-file.ts';

/** What goes into the copy. */
export interface ClipParts {
  readonly facts: MediaFacts;
  /** Absent: the copy has none. */
  readonly samples?: Int16Array | undefined;
  /** Absent: the copy has none. */
  readonly video?: VideoFacts | undefined;
  /** Name of the copy. */
  readonly output: string;
}

/** Where ffmpeg finds the sound and puts the copy. */
interface Files {
  readonly part: string;
  readonly sound: readonly string[];
}

/** Writes pictures and sound into one file, under another name until it is whole. @throws MediaError or OutputError as `makeNoisyClip` does */
export async function encodeClip(job: NoiseJob, parts: ClipParts, plan: NoisePlan): Promise<PipedFrames> {
  const stem = join(plan.out, `.${createHash('sha256').update(job.clip).digest('hex').slice(0, 16)}`); // Short, whatever the clip is called
  const [part, mix] = [temporaryName(stem), `${stem}.wav`];
  try {
    if (parts.samples !== undefined) await writeFileAtomically(mix, toWav(parts.samples, SAMPLE_RATE));
    const files = { part, sound: parts.samples === undefined ? [] : toInput(mix) };
    const made = isPiped(job.damage.picture) && parts.video !== undefined ? await encodePiped(job, { ...parts, video: parts.video, damage: job.damage.picture }, { plan, files }) : await encodeDirectly(job, parts, { plan, files });
    await rename(part, join(plan.out, parts.output));
    return made;
  } catch (error) {
    throw OutputError.from(error, join(plan.out, parts.output));
  } finally {
    await Promise.all([part, mix].map((path) => rm(path, { force: true })));
  }
}

function isPiped(picture: PictureDamage | undefined): picture is FrameDamage {
  return picture?.kind === 'drop' || (picture?.kind === 'blur' && picture.rate > 1);
}

interface Place {
  readonly plan: NoisePlan;
  readonly files: Files;
}

function encodePiped(job: NoiseJob, { facts, video, damage }: ClipParts & { readonly video: VideoFacts; readonly damage: FrameDamage }, { plan, files }: Place): Promise<PipedFrames> {
  const { seed, tools, signal } = plan;
  const toArguments = (width: number, height: number) => [
    ...['-nostats', '-f', 'rawvideo', '-pix_fmt', 'yuv420p', '-s', `${width}x${height}`, '-framerate', rateOf(video), '-i', 'pipe:0', ...files.sound],
    ...['-map', '0:v', ...videoEncoder(job, { ...video, width, height }, plan)],
    ...toEnd(job, { plan, files }, 1),
  ];
  return pipeFrames({ ...facts, video }, { damage, random: clipRandom(seed, job.clip, 'pictures'), tools, signal, toArguments });
}

async function encodeDirectly(job: NoiseJob, { video }: ClipParts, { plan, files }: Place): Promise<PipedFrames> {
  const pictures = video === undefined ? [] : ['-map', `0:${video.stream}`, '-vf', toFilters(job.damage.picture, video), '-fps_mode', 'passthrough', '-r', rateOf(video), ...videoEncoder(job, video, plan)];
  const inputs = [...(video === undefined ? [] : toInput(job.path)), ...files.sound];
  await using process = startProcess(plan.tools.ffmpeg, ['-nostdin', '-nostats', ...inputs, ...pictures, ...toEnd(job, { plan, files }, video === undefined ? 0 : 1)], { signal: plan.signal });
  const status = await process.exited;
  plan.signal?.throwIfAborted();
  const [complaint] = process.complaints;
  if (status !== 0) throw new MediaError('DECODE_FAILED', { path: job.path, detail: `cannot be decoded and written again (${complaint ?? `ffmpeg ended with status ${status}`})` });
  return { lost: [], ...(complaint === undefined ? {} : { complaint }) };
}

/** @param input which of ffmpeg's inputs the sound is */
function toEnd({ damage }: NoiseJob, { plan, files }: Place, input: number): string[] {
  const codec = plan.exactSound === true ? ['-c:a', 'pcm_s16le'] : toSoundEncoder(damage.sound?.kind === 'codec' ? damage.sound.kbps : undefined);
  const sound = files.sound.length === 0 ? [] : ['-map', `${input}:a`, ...codec];
  return [...sound, '-map_metadata', '-1', '-map_chapters', '-1', '-fflags', '+bitexact', '-f', plan.exactSound === true ? 'matroska' : 'mp4', '-y', `file:${files.part}`];
}

function videoEncoder({ damage: { picture } }: NoiseJob, { width, height, rate = FALLBACK_RATE }: VideoFacts, { codec }: NoisePlan): string[] {
  return toVideoEncoder({ codec, width: width & ~1, height: height & ~1, rate, kbps: picture?.kind === 'codec' ? picture.kbps : undefined });
}

/** Pictures a second where the container tells none. */
const FALLBACK_RATE = 25;

function rateOf({ rate = FALLBACK_RATE }: VideoFacts): string {
  return toFraction(rate);
}

/** Even sides, as every codec in use wants them; pictures one after the other at a constant rate, none left out. */
function toFilters(picture: PictureDamage | undefined, video: VideoFacts): string {
  const colour = (level: number) => `128+(val-128)*${level}`;
  const dark = picture?.kind === 'dark' ? ['format=yuv420p', `lutyuv=y='16+(clip(val\\,16\\,235)-16)*${picture.level}':u='${colour(picture.level)}':v='${colour(picture.level)}'`] : [];
  const [frames, seconds] = rateOf(video).split('/');
  return ['crop=trunc(iw/2)*2:trunc(ih/2)*2:0:0', ...dark, `settb=${seconds}/${frames}`, 'setpts=N'].join(',');
}
