import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mkdtempSync } from 'node:fs';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { openModel } from '../../../../extractors/models/open-model.ts';
import { openModelStore } from '../../../../extractors/models/store/open-model-store.ts';
import { openDetector } from '../../../../extractors/visual/detect/open-detector.ts';
import { openExpressionReader } from '../../../../extractors/visual/expression/card-reader.ts';
import { stageOf } from '../../../../pipeline/corpora/fake/act.ts';
import { castVideos } from '../../../../pipeline/corpora/fake/aff-wild2/cast-videos.ts';
import { feelingAt } from '../../../../pipeline/corpora/fake/beats.ts';
import type { PlanRequest } from '../../../../pipeline/corpora/fake/fake-options.ts';
import type { FakeClip } from '../../../../pipeline/corpora/fake/fake-plan.ts';
import { planMer2023 } from '../../../../pipeline/corpora/fake/kinds/mer2023.ts';
import { mixSound } from '../../../../pipeline/corpora/fake/mix-sound.ts';
import { openRuntime } from '../../../../runtime/open-runtime.ts';

interface Example {
  readonly features: readonly number[];
  readonly label: string;
}

const REQUEST: PlanRequest = { clips: 48, seed: 4, seconds: 1.5, edition: 6, testLabels: 'hidden', processed: false };
const MER = planMer2023(REQUEST).clips;
const TRAIN = MER.filter(({ video }) => video!.startsWith('train/'));
const TEST = MER.filter(({ video, sound }) => /^test[13]\//.test(video!) && sound.kind === 'mono');

test('the face tells the emotion of clips of people who were not trained on: the embedded nets find every one, and a nearest centroid is far above chance', async () => {
  const read = async (clips: readonly FakeClip[]) => toExamples(clips, await readFaces(await Promise.all(clips.map((clip) => pictureOf(clip, 0.8)))));
  const [train, held] = [await read(TRAIN), await read(TEST)];
  expect(accuracy(train, held)).toBeGreaterThan(0.6); // Chance is a sixth
}, 60_000);

test('so does the voice', () => {
  const read = (clips: readonly FakeClip[]) => toExamples(clips, clips.map(describeVoice));
  expect(accuracy(read(TRAIN.filter(({ sound }) => sound.kind !== 'silent')), read(TEST))).toBeGreaterThan(0.35);
});

test('valence of frames goes with what the embedded net reads from the face', async () => {
  const clips = castVideos({ ...REQUEST, clips: 12, seconds: 4 }).filter(({ role }) => role.people[0] === '').map(({ clip }) => clip);
  const moments = clips.flatMap((clip) => [0.5, 1.8, 3].map((time) => ({ clip, time })));
  const faces = await readFaces(await Promise.all(moments.map(({ clip, time }) => pictureOf(clip, time))));
  const felt = moments.map(({ clip, time }) => feelingAt(clip.people[0]!.beats, time).valence);
  const seen = faces.map(([angry, disgust, fear, happy, sad]) => happy! - (angry! + disgust! + fear! + sad!) / 4);
  expect(correlation(felt, seen)).toBeGreaterThan(0.6);
}, 60_000);

async function pictureOf(clip: FakeClip, time: number): Promise<{ width: number; height: number; pixels: Uint8Array }> {
  const pixels = await sharp(Buffer.from(stageOf(clip)(time))).removeAlpha().raw().toBuffer();
  return { width: clip.width, height: clip.height, pixels: new Uint8Array(pixels) };
}

/** Logarithms of the probabilities of the net, in the order of its labels. */
async function readFaces(images: readonly { width: number; height: number; pixels: Uint8Array }[]): Promise<number[][]> {
  await using runtime = await openRuntime({ device: 'cpu' });
  const store = openModelStore({ folder: join(mkdtempSync(join(tmpdir(), 'fake-signal-')), 'models'), mirrors: [], offline: true });
  await using detector = openDetector(await openModel('human-blazeface', { store, runtime }));
  await using reader = openExpressionReader(await openModel('human-emotion', { store, runtime }));
  expect(reader.labels.slice(0, 5)).toEqual(['angry', 'disgust', 'fear', 'happy', 'sad']);
  const found: number[][] = [];
  for (const image of images) {
    const face = (await detector.detect([image]))[0]![0];
    expect(face).toBeDefined();
    const [reading] = await reader.read([{ image, face: face! }]);
    found.push([...reading!.probabilities].map((probability) => Math.log(probability + 0.01)));
  }
  return found;
}

/** Loudness, brightness and pace of a voice, as any first course would measure them. */
function describeVoice(clip: FakeClip): number[] {
  const { samples } = mixSound(clip)!;
  const rms = Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);
  let crossings = 0;
  for (let at = 1; at < samples.length; at++) if (samples[at]! > 0 !== samples[at - 1]! > 0) crossings++;
  return [3 * Math.log(rms + 1e-3), 40 * (crossings / samples.length)];
}

function toExamples(clips: readonly FakeClip[], features: readonly (readonly number[])[]): Example[] {
  return clips.map(({ people }, index) => ({ features: features[index]!, label: people[0]!.beats[0]!.mood }));
}

function accuracy(train: readonly Example[], held: readonly Example[]): number {
  const centres = [...Map.groupBy(train, ({ label }) => label)].map(([label, rows]) => ({ label, centre: rows[0]!.features.map((_, at) => rows.reduce((sum, { features }) => sum + features[at]!, 0) / rows.length) }));
  const guess = (features: readonly number[]) => centres.toSorted((a, b) => distance(features, a.centre) - distance(features, b.centre))[0]!.label;
  return held.filter(({ features, label }) => guess(features) === label).length / held.length;
}

function distance(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, at) => sum + (value - b[at]!) ** 2, 0);
}

function correlation(a: readonly number[], b: readonly number[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanA, meanB] = [mean(a), mean(b)];
  const covariance = (x: readonly number[], y: readonly number[], mx: number, my: number) => mean(x.map((value, at) => (value - mx) * (y[at]! - my)));
  return covariance(a, b, meanA, meanB) / Math.sqrt(covariance(a, a, meanA, meanA) * covariance(b, b, meanB, meanB));
}
