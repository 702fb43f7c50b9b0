import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ConfigError } from '../../../configs/config-error.ts';
import { DatasetError } from '../../../datasets/dataset-error.ts';
import { writeFileAtomically } from '../../export/write-file-atomically.ts';
import { MEDIA_TOOLS } from '../../media/media-tools.ts';
import { describeFake } from './describe-fake.ts';
import { FAKE_KINDS } from './fake-kinds.ts';
import type { FakeOptions, PlanRequest } from './fake-options.ts';
import type { FakeClip, FakePlan, Quirk } from './fake-plan.ts';
import { writeFlatCrops } from './flat-crops.ts';
import { prepareFolder, QUIRKS_FILE, type FakeRecord } from './prepare-folder.ts';
import { readSource } from './read-source.ts';
import { writeClip } from './write-clip.ts';

/** What was made. */
export interface MadeFake {
  readonly kind: string;
  readonly root: string;
  readonly clips: number;
  readonly quirks: readonly Quirk[];
}

/** Clips at work at a time: while one is encoded, another is drawn. */
const AT_A_TIME = 2;

/**
 * Writes a small corpus of drawn faces and synthesised voices into `dir`, in the exact layout of a real one and with everything unusual that is in it. The faces and
 * voices follow the labels. What only the organisers of a challenge have, the labels of its test set, a description and a list of the quirks, is in `organisers/`.
 *
 * @throws DatasetError UNKNOWN_KIND; ConfigError for a folder that is not empty and for options out of range; MediaError, OutputError; the signal's reason when aborted
 */
export async function makeFake(kind: string, dir: string, options: FakeOptions = {}): Promise<MadeFake> {
  const request = toRequest(kind, options);
  const plan = FAKE_KINDS[kind]!.plan(request);
  checkNames(kind, plan, request.clips);
  await checkSources(options);
  const record = toRecord(kind, { request, options, plan });
  options.signal?.throwIfAborted();
  await prepareFolder(dir, record, options.force === true);
  await writeFileAtomically(join(dir, QUIRKS_FILE), `${JSON.stringify(record, undefined, 2)}\n`);
  await writeMedia(dir, plan.clips, options);
  for (const { path, content } of plan.files) {
    options.signal?.throwIfAborted();
    await writeFileAtomically(join(dir, path), typeof content === 'function' ? await content() : content);
  }
  await writeFileAtomically(join(dir, 'organisers/README.txt'), describeFake(record, plan));
  return { kind, root: dir, clips: plan.clips.length, quirks: plan.quirks };
}

function toRequest(kind: string, { clips = 20, seed = 0, seconds, edition = 6, testLabels = 'hidden', processed = false }: FakeOptions): PlanRequest {
  if (!Object.hasOwn(FAKE_KINDS, kind)) {
    throw new DatasetError('UNKNOWN_KIND', { path: kind, detail: `is no kind of corpus that can be drawn; there are ${Object.keys(FAKE_KINDS).sort().join(', ')}` });
  }
  const known = FAKE_KINDS[kind]!.testLabels;
  if (!known.includes(testLabels)) throw new ConfigError('test labels', [`those of ${kind} are never "${testLabels}"`], undefined, `They are ${known.join(' or ')}.`);
  checkNumber('clips', clips, [1, 100_000]);
  checkNumber('seed', seed, [0, 1_000_000]);
  checkNumber('edition', edition, [3, 8]);
  if (seconds !== undefined && !(seconds >= 1 && seconds <= 3600)) throw new ConfigError('seconds', [`must lie between 1 and 3600, and is ${seconds}`], undefined, 'Give another length.');
  if (processed && kind !== 'mer2023') throw new ConfigError('processed', [`is a layout of mer2023, and not of ${kind}`], undefined, 'Leave it out.');
  return { clips, seed, seconds, edition, testLabels, processed };
}

function checkNumber(name: string, value: number, [low, high]: readonly [number, number]): void {
  if (!Number.isInteger(value) || value < low || value > high) throw new ConfigError(name, [`must be a whole number from ${low} to ${high}, and is ${value}`], undefined, 'Give another one.');
}

/** A recording that cannot be read is better refused before the folder is made. */
async function checkSources({ from = [], ffmpeg = MEDIA_TOOLS.ffmpeg, signal }: FakeOptions): Promise<void> {
  const smallest: FakeClip = { name: '', width: 16, height: 16, rate: { numerator: 1, denominator: 1 }, frames: 1, people: [], sound: { kind: 'none' } };
  for (const file of new Set(from)) await readSource(file, smallest, { ffmpeg, signal });
}

/** File names tell only so many performances apart. */
function checkNames(kind: string, { clips }: FakePlan, asked: number): void {
  const paths = clips.flatMap(({ video, wav }) => [video, wav]).filter((path) => path !== undefined);
  const distinct = new Set(paths).size;
  if (distinct < paths.length) throw new ConfigError('clips', [`the file names of ${kind} tell only about ${Math.floor((asked * distinct) / paths.length)} apart, and there are to be ${asked}`], undefined, 'Ask for fewer.');
}

function toRecord(kind: string, { request, options, plan }: { readonly request: PlanRequest; readonly options: FakeOptions; readonly plan: FakePlan }): FakeRecord {
  const { media = 'all', from = [] } = options;
  const crops = plan.clips.flatMap(({ people }) => people.flatMap((person) => person.crops ?? [])).map(({ folder }) => folder);
  const paths = plan.clips.flatMap(({ video, wav, faces }) => [video, wav, faces]).filter((path) => path !== undefined);
  const tops = [...plan.files.map(({ path }) => path), ...crops, ...paths, QUIRKS_FILE].map((path) => path.split('/')[0]!);
  return { fake: true, kind, options: { ...request, media, from }, entries: [...new Set(tops)].sort(), quirks: plan.quirks };
}

async function writeMedia(dir: string, clips: readonly FakeClip[], options: FakeOptions): Promise<void> {
  const { media = 'all', from = [], ffmpeg = MEDIA_TOOLS.ffmpeg, signal, onProgress } = options;
  if (media === 'none') return;
  await mkdir(dir, { recursive: true });
  const stop = new AbortController();
  const ends = signal === undefined ? stop.signal : AbortSignal.any([signal, stop.signal]);
  let [next, done] = [0, 0];
  const work = async () => {
    for (let index = next++; index < clips.length; index = next++) {
      ends.throwIfAborted();
      const clip = clips[index]!;
      if (media === 'crops') await writeFlatCrops(dir, clip, ends);
      else await writeClip(dir, clip, { ffmpeg, from: from[index % Math.max(1, from.length)], signal: ends });
      onProgress?.({ done: ++done, total: clips.length, clip: clip.name });
    }
  };
  const ended = await Promise.allSettled(Array.from({ length: AT_A_TIME }, () => work().catch((error: unknown) => { stop.abort(error); throw error; })));
  signal?.throwIfAborted();
  const failed = ended.find((each) => each.status === 'rejected');
  if (failed !== undefined) throw stop.signal.reason;
}
