import { access, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';
import { encodeNpy } from '../../../datasets/features/npy/encode-npy.ts';
import { writeFileAtomically } from '../../export/write-file-atomically.ts';
import { ALIGNED, cutFace } from './cut-face.ts';
import { blurPicture, countPictures, drawPictures, pictureOf } from './draw-pictures.ts';
import type { CropFolder, FakeClip, FakePerson } from './fake-plan.ts';
import { mixSound } from './mix-sound.ts';
import { readSource } from './read-source.ts';
import { toWav } from './to-wav.ts';
import { writeVideo } from './write-video.ts';

/** How the files of clips are made. */
export interface WriteClipOptions {
  readonly ffmpeg: string;
  /** A recording to take pictures and sound from, in place of drawing. */
  readonly from?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Writes the video, the sound and the crops of a clip below `root`, each under its name only once it is whole. What is there already is left alone.
 *
 * @throws MediaError when ffmpeg fails; OutputError when the folder cannot be written; the signal's reason when aborted
 */
export async function writeClip(root: string, clip: FakeClip, options: WriteClipOptions): Promise<void> {
  const missing = await listMissing(root, clip);
  if (missing.length === 0) return;
  const source = options.from === undefined ? undefined : await readSource(options.from, clip, options);
  const pictures: Buffer[] = [];
  for await (const picture of source?.pictures ?? drawPictures(clip, options.signal)) pictures.push(await toShown(picture, clip));
  const sound = mixSound(clip, source?.sound);
  for (const path of missing) {
    options.signal?.throwIfAborted();
    if (path === clip.video) await inPlace(join(root, path), (to) => writeVideo(to, clip, { frames: framesOf(pictures, clip), sound, container: extname(path).slice(1), ...options }));
    if (path === clip.wav && sound !== undefined) await writeFileAtomically(join(root, path), toWav(sound));
    if (path === clip.faces) await writeFileAtomically(join(root, path), await stackFaces(pictures, clip));
  }
  for (const { place, crops = [] } of clip.people) {
    for (const folder of crops.filter((each) => missing.includes(each.folder))) {
      await inPlace(join(root, folder.folder), (to) => writeCrops(to, folder, { pictures, clip, place, signal: options.signal }));
    }
  }
}

/** Frames of a picture are the same buffer: a clip keeps its few pictures, not its frames. */
async function* framesOf(pictures: readonly Buffer[], clip: FakeClip): AsyncGenerator<Buffer> {
  for (let frame = 0; frame < clip.frames; frame++) yield await Promise.resolve(pictures[Math.min(pictureOf(frame, clip), pictures.length - 1)]!);
}

async function toShown(picture: Buffer, clip: FakeClip): Promise<Buffer> {
  return clip.blur === undefined || clip.blur === 1 ? picture : await blurPicture(picture, clip, clip.blur);
}

async function listMissing(root: string, clip: FakeClip): Promise<string[]> {
  const folders = clip.people.flatMap(({ crops = [] }) => crops.map(({ folder }) => folder));
  const paths = [clip.video, clip.wav, clip.faces, ...folders].filter((path) => path !== undefined);
  const there = await Promise.all(paths.map((path) => access(join(root, path)).then(() => true, () => false))); // What is not there is made
  return paths.filter((_, index) => !there[index]);
}

/** Makes a file or folder under a name for the time being, and renames it when it is whole. */
async function inPlace(path: string, make: (to: string) => Promise<void>): Promise<void> {
  const part = `${path}.part`;
  await mkdir(dirname(path), { recursive: true });
  await rm(part, { recursive: true, force: true });
  try {
    await make(part);
    await rename(part, path);
  } finally {
    await rm(part, { recursive: true, force: true });
  }
}

interface CropSource {
  readonly pictures: readonly Buffer[];
  readonly clip: FakeClip;
  readonly place: FakePerson['place'];
  readonly signal?: AbortSignal | undefined;
}

async function writeCrops(to: string, { cut, gaps, last }: CropFolder, { pictures, clip, place, signal }: CropSource): Promise<void> {
  await mkdir(to);
  const faces: Buffer[] = [];
  for (const picture of pictures) faces.push(await cutFace(picture, clip, { place, cut }).jpeg({ quality: 90 }).toBuffer());
  for (let number = 1; number <= last; number++) {
    if (gaps.some(([from, end]) => number >= from && number <= end)) continue;
    signal?.throwIfAborted();
    await writeFile(join(to, `${String(number).padStart(5, '0')}.jpg`), faces[Math.min(pictureOf(number - 1, clip), faces.length - 1)]!);
  }
}

/** The faces of the first person as OpenFace's tools keep them: uint8, blue first, `[frames, 112, 112, 3]`. */
async function stackFaces(pictures: readonly Buffer[], clip: FakeClip): Promise<Uint8Array> {
  const bytes = ALIGNED * ALIGNED * 3;
  const kept = pictures.slice(0, countPictures(clip));
  const data = new Uint8Array(kept.length * bytes);
  for (const [index, picture] of kept.entries()) {
    const face = await cutFace(picture, clip, { place: clip.people[0]!.place, cut: 'aligned' }).raw().toBuffer();
    for (let at = 0; at < bytes; at += 3) data.set([face[at + 2]!, face[at + 1]!, face[at]!], index * bytes + at);
  }
  return encodeNpy({ shape: [kept.length, ALIGNED, ALIGNED, 3], data });
}
