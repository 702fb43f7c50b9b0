import { expect, test } from 'vitest';
import { planCopy } from '../../../pipeline/media/plan-copy.ts';

const maxBytes = 24_000_000;
const clip = (minutes: number) => ({ duration: minutes * 60, video: { width: 1280, height: 720, frames: minutes * 60 * 25 }, audio: {}, maxBytes });

test.each([1, 5, 10, 20, 30])('the rates of a copy of %d minutes fit into the bytes', (minutes) => {
  const { videoKbps, audioKbps } = planCopy(clip(minutes))!;
  expect(((videoKbps + audioKbps) * 1000 * minutes * 60) / 8).toBeLessThanOrEqual(maxBytes);
});

test('the longer a clip, the smaller its pictures, until there is no copy', () => {
  expect([1, 10, 20, 30, 120].map((minutes) => planCopy(clip(minutes))?.maxSide)).toEqual([960, 640, 480, 320, undefined]);
});

test('a small picture of a long clip is copied at its own size', () => {
  expect(planCopy({ ...clip(60), video: { width: 160, height: 90, frames: 90_000 } })).toMatchObject({ maxSide: 960 });
});

test('sound alone takes what there is, up to 96 kbit/s', () => {
  const sound = (minutes: number) => planCopy({ duration: minutes * 60, maxBytes });
  expect([sound(1)?.audioKbps, sound(60)?.audioKbps, sound(600)]).toEqual([96, 49, undefined]);
});
