import { mkdtemp, open, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import sharp from 'sharp';
import { type CopyPlan, planCopy } from '../media/plan-copy.ts';
import type { ClipFacts } from '../rows.ts';

/** Largest file that goes into a page: 24 MB are 32 MB of base64, which browsers still open at once. */
const MAX_BYTES = 24_000_000;

const UNFIT = 'it is too large or of a kind that browsers may not play';
const TOO_LONG = 'it is so long that a copy that fits would show nothing';

/** How the media of a clip come into its page. */
export type PageMedia =
  | { readonly kind: 'video' | 'sound'; readonly type: string; readonly bytes: Uint8Array; readonly note?: string }
  | { readonly kind: 'picture'; readonly type: string; readonly bytes: Uint8Array; readonly note?: string }
  | { readonly kind: 'video' | 'sound'; readonly href: string; readonly note: string }
  | { readonly kind: 'none'; readonly note?: string };

/** Writes a copy of a clip that every browser plays: H.264 and AAC in mp4, the frame times of the original, as small as `plan` says. */
export type MakeProxy = (request: { readonly outPath: string; readonly plan: CopyPlan; readonly signal: AbortSignal }) => Promise<void>;

/** What `chooseMedia` works with. */
export interface MediaChoice {
  readonly clip: ClipFacts;
  readonly folder: string;
  readonly videoPath: string | undefined;
  readonly proxy: MakeProxy | undefined;
  readonly signal: AbortSignal;
}

/** Resolves with the original where browsers play it and it is small, else with a copy, else with a link and a note that says so. */
export async function chooseMedia(choice: MediaChoice): Promise<PageMedia> {
  const { clip, videoPath } = choice;
  if (videoPath === undefined) return { kind: 'none' };
  try {
    const facts = await stat(videoPath);
    if (facts.isDirectory()) return withoutLink(await toProxy(choice));
    const type = await sniff(videoPath);
    if (type.startsWith('image/') && (clip.video?.frames ?? 1) <= 1) return await toPicture(videoPath);
    if (!clip.video) return await toSound(type, choice);
    if (type === 'video/mp4' && clip.video.codec === 'h264' && facts.size <= MAX_BYTES) return { kind: 'video', type, bytes: await readFile(videoPath) };
    return await toProxy(choice, clip.video.codec === 'h264' && facts.size <= MAX_BYTES);
  } catch (error) {
    choice.signal.throwIfAborted();
    return linked(choice, error instanceof Error ? error.message : String(error));
  }
}

async function toPicture(path: string): Promise<PageMedia> {
  const bytes = await sharp(path).rotate().flatten({ background: '#fff' }).resize({ width: 2000, height: 2000, fit: 'inside', withoutEnlargement: true }).jpeg({ quality: 88 }).toBuffer();
  return { kind: 'picture', type: 'image/jpeg', bytes };
}

async function toSound(type: string, choice: MediaChoice): Promise<PageMedia> {
  const { size } = await stat(choice.videoPath!);
  if (type.startsWith('audio/') && size <= MAX_BYTES) return { kind: 'sound', type, bytes: await readFile(choice.videoPath!) };
  return toProxy(choice);
}

/** @param fits whether the pictures are playable as they are, in another container */
async function toProxy(choice: MediaChoice, fits = false): Promise<PageMedia> {
  const { proxy, clip, signal } = choice;
  if (!proxy) return linked(choice, UNFIT);
  const plan = planCopy({ ...clip, maxBytes: MAX_BYTES });
  if (!plan) return linked(choice, TOO_LONG);
  const folder = await mkdtemp(join(tmpdir(), 'affekt-proxy-'));
  try {
    const outPath = join(folder, 'proxy.mp4');
    await proxy({ outPath, plan: { ...plan, keepPictures: fits }, signal });
    const bytes = await readFile(outPath);
    if (bytes.length > 1.25 * MAX_BYTES) return linked(choice, 'even a smaller copy is too large');
    if (!clip.video) return { kind: 'sound', type: 'audio/mp4', bytes, note: 'The sound in this page is a copy for the browser; all figures come from the original.' };
    return { kind: 'video', type: 'video/mp4', bytes, note: 'The video in this page is a copy for the browser; all figures come from the original.' };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A folder cannot be linked as a video. */
function withoutLink(media: PageMedia): PageMedia {
  return 'href' in media ? { kind: 'none', note: media.note.replace(/^.*?\(/, 'The pictures are not part of this page (').replace(/\):.*$/, ').') } : media;
}

function linked({ clip, folder, videoPath }: MediaChoice, reason: string): PageMedia {
  const href = relative(folder, videoPath!).split(sep).map(encodeURIComponent).join('/');
  const note = `The original is linked and not part of this page (${reason}): keep both in the same place to see it here.`;
  return { kind: clip.video ? 'video' : 'sound', href, note };
}

const SIGNATURES: readonly (readonly [type: string, at: number, bytes: string])[] = [
  ['image/jpeg', 0, '\xff\xd8\xff'],
  ['image/png', 0, '\x89PNG'],
  ['image/gif', 0, 'GIF8'],
  ['image/webp', 8, 'WEBP'],
  ['image/bmp', 0, 'BM'],
  ['image/tiff', 0, 'II*\0'],
  ['image/tiff', 0, 'MM\0*'],
  ['audio/wav', 8, 'WAVE'],
  ['audio/flac', 0, 'fLaC'],
  ['audio/ogg', 0, 'OggS'],
  ['audio/mpeg', 0, 'ID3'],
  ['audio/mpeg', 0, '\xff\xfb'],
  ['audio/mpeg', 0, '\xff\xf3'],
  ['audio/mp4', 4, 'ftypM4A'],
  ['video/quicktime', 4, 'ftypqt'],
  ['video/mp4', 4, 'ftyp'],
];

/** What the first bytes say, for a name may lie. */
async function sniff(path: string): Promise<string> {
  await using file = await open(path);
  const { buffer, bytesRead } = await file.read(Buffer.alloc(16), 0, 16, 0);
  const head = buffer.toString('latin1', 0, bytesRead);
  return SIGNATURES.find(([, at, bytes]) => head.startsWith(bytes, at))?.[0] ?? 'application/octet-stream';
}
