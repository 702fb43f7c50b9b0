import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { beforeAll, expect, test } from 'vitest';
import type { Clip } from '../../../../datasets/clip.ts';
import { openCorpus } from '../../../../datasets/open-corpus.ts';
import type { Quirk } from '../../../../pipeline/corpora/fake/fake-plan.ts';
import { makeFake } from '../../../../pipeline/corpora/fake/make-fake.ts';
import { probe } from '../../../../pipeline/media/probe.ts';
import { readSound } from '../../../../pipeline/media/read-sound.ts';

let quirks: readonly Quirk[] = [];
const clips = new Map<string, Clip>();

beforeAll(async () => {
  const root = join(await mkdtemp(join(tmpdir(), 'fake-media-')), 'corpus');
  ({ quirks } = await makeFake('aff-wild2', root, { clips: 10, seed: 2, seconds: 1 }));
  const { dataset } = await openCorpus('aff-wild2', root);
  for await (const clip of dataset) clips.set(clip.clip, clip);
}, 120_000);

/** The clip of a video, or of the first person in it, with what is said of the video. */
function find(quirk: string): { readonly clip: Clip; readonly facts: Quirk['facts'] } {
  const { where, facts } = quirks.find((each) => each.quirk === quirk)!;
  return { clip: clips.get(where) ?? clips.get(`${where}_left`)!, facts };
}

test('two people share one video, which has no suffix in its name, and have crops of their own (trap 4)', async () => {
  const { clip: left } = find('two-people');
  const right = clips.get(left.clip.replace('_left', '_right'))!;
  expect([right.media, right.video]).toEqual([left.media, left.video]);
  expect(left.media).not.toContain('_left');
  expect((await right.crops!()).path(1)).not.toBe((await left.crops!()).path(1));
  expect(find('suffix-alone').clip.media).toMatch(/\/video\d+\.mp4$/);
});

test('the rate is that of the container and not that of the name (trap 15)', async () => {
  const { clip, facts } = find('nominal-rate');
  const { video } = await probe(clip.media!);
  expect(clip.clip).toMatch(new RegExp(`^\\d+-${Number(facts!.nominal)}-`));
  expect(video!.rate).toBeCloseTo(Number(facts!.fps), 2);
  expect(video!.rate).not.toBeCloseTo(Number(facts!.nominal), 3);
});

test('sound ends before the pictures, is missing, silent, or in two channels', async () => {
  const early = find('sound-ends-early');
  expect((await loud(early.clip.media!)).seconds).toBeCloseTo(Number(early.facts!.seconds), 0);
  expect((await probe(find('no-sound').clip.media!)).audio).toBeUndefined();
  expect((await loud(find('silent').clip.media!)).peak).toBe(0);
  expect((await probe(find('stereo').clip.media!)).audio!.channels).toBe(2);
  expect((await loud(find('stereo').clip.media!)).peak).toBeGreaterThan(0.05);
});

test('videos are mp4 or avi, of the size in the name, with as many frames as there are crops and gaps', async () => {
  expect(find('avi').clip.media).toMatch(/\.avi$/);
  const named = [...clips.values()].find(({ clip }) => /^\d+-\d+-\d+x\d+$/.test(clip))!;
  const { video } = await probe(named.media!);
  expect(named.clip).toContain(`-${video!.width}x${video!.height}`);
  const { facts } = quirks.find(({ quirk, where }) => quirk === 'rate' && where === named.clip)!;
  expect(video!.frames).toBe(facts!.frames);
});

test('aligned crops are 112 pixels wide, loose ones wider (trap 14)', async () => {
  const clip = [...clips.values()].find(({ split }) => split === 'train')!;
  const crops = await clip.crops!();
  const aligned = crops.path(crops.numbers[0]!)!;
  const loose = aligned.replace('cropped_aligned/cropped_aligned', 'cropped/batch1');
  expect(await sharp(aligned).metadata()).toMatchObject({ width: 112, height: 112 });
  expect((await sharp(loose).metadata()).width).toBeGreaterThan(160);
});

async function loud(path: string): Promise<{ readonly peak: number; readonly seconds: number }> {
  let [peak, samples] = [0, 0];
  for await (const chunk of readSound(await probe(path))) {
    for (const sample of chunk.samples) peak = Math.max(peak, Math.abs(sample));
    samples += chunk.samples.length;
  }
  return { peak, seconds: samples / 16_000 };
}
