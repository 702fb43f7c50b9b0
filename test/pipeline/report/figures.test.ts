import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { arousalWord, valenceWord } from '../../../pipeline/report/affect-words.ts';
import { collectClip } from '../../../pipeline/report/collect-clip.ts';
import { formatList, formatShare, formatSigned, formatTime } from '../../../pipeline/report/format-figure.ts';
import { html } from '../../../pipeline/report/html.ts';
import type { FrameRow } from '../../../pipeline/rows.ts';
import { readPageFiles } from '../../../pipeline/report/read-page-files.ts';
import { verdictCards } from '../../../pipeline/report/sections/people.ts';
import { summarisePerson } from '../../../pipeline/report/summarise-person.ts';
import { toPageData } from '../../../pipeline/report/to-page-data.ts';
import { toSubtitles } from '../../../pipeline/report/to-subtitles.ts';
import { rows, run } from '../export/rows.ts';
import { fakeClip } from './fake-clip.ts';

const root = join(import.meta.dirname, '../../..');
const page = join(root, 'pipeline/report/page');

test.each([
  [0, '0:00.0'],
  [65.24, '1:05.2'],
  [59.96, '1:00.0'],
  [3723, '1:02:03.0'],
  [-0.5, '−0:00.5'],
])('%f seconds are written %s', (seconds, text) => expect(formatTime(seconds)).toBe(text));

test('seconds are written with as many digits as asked for', () => {
  expect([formatTime(5.25, 2), formatTime(65, 0), formatTime(59.996, 2)]).toEqual(['0:05.25', '1:05', '1:00.00']);
});

test('shares and signed figures are written with the signs of print', () => {
  expect([formatShare(0.456), formatShare(0.001), formatShare(0)]).toEqual(['46\u00a0%', '<\u00a01\u00a0%', '0\u00a0%']);
  expect([formatSigned(0.314), formatSigned(-0.2), formatSigned(-0.001), formatSigned(Number.NaN)]).toEqual(['+0.31', '−0.20', '0.00', '–']);
});

test('valence and arousal have words', () => {
  expect([valenceWord(0.8), valenceWord(-0.3), valenceWord(0.05)]).toEqual(['very pleasant', 'rather unpleasant', 'neither pleasant nor unpleasant']);
  expect([arousalWord(0.2), arousalWord(-0.6)]).toEqual(['slightly excited', 'very calm']);
});

test('markup escapes every value but markup', () => {
  expect(html`<p title="${'"a"'}">${'<b>&'}${html`<i>${1}</i>`}${undefined}</p>`.markup).toBe('<p title="&#34;a&#34;">&#60;b&#62;&#38;<i>1</i></p>');
});

test('a person is summed up over the frames in which it was seen', async () => {
  const clip = await collectClip(rows);
  expect(clip.people.map((person) => person.id)).toEqual([0, 1]);
  expect(summarisePerson(clip.people[0]!, clip)).toMatchObject({ id: 0, frames: 1, start: 0.04004, restsOn: ['face', 'voice'], valenceArousal: 'derived', arousal: -0.2 });
  expect(summarisePerson(clip.people[0]!, clip).shares[0]).toEqual({ expression: 'happiness', share: 0.6 });
});

test('packed figures hold what the rows say, and mark what is unknown', async () => {
  const data = toPageData(await collectClip(rows), { run, voice: [], segments: [] });
  const bytes = (packed: string) => [...Buffer.from(packed, 'base64')];
  expect(bytes(data.status)).toEqual([1, 0, 2, 3]);
  expect(bytes(data.people[0]!.probabilities)).toEqual([63, 0, 0, 13, 150, 13, 13, 255]);
  expect(bytes(data.people[0]!.bases)).toEqual([3]);
  const times = Buffer.from(data.times, 'base64');
  expect([0, 1, 2, 3].map((frame) => times.readDoubleLE(frame * 8))).toEqual([0, 0.04004, 1 / 3, 7200.1234564]);
});

test('a face that the gate doubts is seen as uncertain, with the reason, on the page, in its card and on the video', async () => {
  const { person: id, face } = rows[1]!;
  const doubted: FrameRow = { frame: 9, time: 9, status: 'analysed', person: id!, face: face!, uncertain: { face: 'unlike training' } };
  const clip = await collectClip([rows[1]!, doubted]);
  const data = toPageData(clip, { run, voice: [], segments: [] });
  expect([data.doubts, [...Buffer.from(data.people[0]!.doubts, 'base64')]]).toEqual([['unlike training'], [0, 1]]);
  const { decode } = (await import(join(page, 'decode.js'))) as { decode: (given: object) => { persons: object[] } };
  const { wordOf } = (await import(join(page, 'figures.js'))) as { wordOf: (clip: object, person: object, index: number) => string };
  const page0 = decode(data);
  expect([0, 1].map((index) => wordOf(page0, page0.persons[0]!, index))).toEqual(['happiness', 'uncertain: unlike training']);
  const person = summarisePerson(clip.people[0]!, clip);
  const { markup } = verdictCards([person], { frames: 2, voice: undefined, unknown: [] });
  expect(markup).toContain('(100\u00a0% of frames with a verdict)');
  expect(markup).toContain('The face is uncertain in 1 of them. Rests on face and voice.');
  expect([...toSubtitles(clip, { width: 640, height: 360 })].at(-1)).toMatch(/0\{.*\} uncertain: unlike training$/);
});

test('labels cover neither each other nor the faces of others', async () => {
  const { placeLabels } = (await import(join(page, 'place-labels.js'))) as { placeLabels: (boxes: object[], labels: object[], canvas: object) => { left: number; top: number; whole: boolean }[] };
  const boxes = [{ x: 100, y: 100, w: 60, h: 60 }, { x: 150, y: 60, w: 60, h: 60 }, { x: 102, y: 98, w: 60, h: 60 }];
  const places = placeLabels(boxes, boxes.map(() => ({ badge: 20, text: 110 })), { width: 640, height: 360 });
  expect(places[0]).toMatchObject({ left: 100, top: 166, whole: true });
  expect(places[1]).toMatchObject({ left: 150, top: 32, whole: true });
  expect(Math.abs(places[2]!.top - 166) >= 22 || places[2]!.left >= 230 || places[2]!.left + 130 <= 100).toBe(true);
});

test('windows of sound that overlap are shown side by side', async () => {
  const { voice, run: fake } = fakeClip({ seconds: 4 });
  const spans = toPageData(await collectClip([]), { run: fake, voice, segments: [] }).voice;
  expect(spans.map(({ start }) => start).slice(1)).toEqual(spans.map(({ end }) => end).slice(0, -1));
});

test('spans of speech whose speaker is known are shown, and others are not', async () => {
  const segments = [{ kind: 'speech', start: 1, end: 2, probability: 1, person: 3 }, { kind: 'speech', start: 2, end: 3, probability: 1 }, { kind: 'expression', start: 0, end: 1, probability: 1, person: 0 }] as const;
  expect(toPageData(await collectClip([]), { run, voice: [], segments }).speakers).toEqual([{ start: 1, end: 2, person: 3 }]);
});

test('every script of the page is in it, and none imports or exports once joined', async () => {
  const { script } = await readPageFiles();
  for (const name of readdirSync(page).filter((file) => file.endsWith('.js'))) {
    const [first] = /^export function \w+/m.exec(readFileSync(join(page, name), 'utf8')) ?? ['function start'];
    expect(script.includes(first.replace('export ', '')), name).toBe(true);
  }
  expect(/^(?:import|export) /m.exec(script)).toBeNull();
});

test('the scripts of the page have no type errors', { timeout: 60_000 }, () => {
  expect(execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', join(page, 'jsconfig.json')], { encoding: 'utf8' })).toBe('');
});

test('words come as a list that can be read', () => {
  expect([[], ['face'], ['face', 'text'], ['face', 'voice', 'text']].map(formatList)).toEqual(['', 'face', 'face and text', 'face, voice and text']);
});

test('a span begins with the first frame that lies in it, or with the one that is shown then', async () => {
  const { firstFrameOf } = (await import(new URL('../../../pipeline/report/page/find.js', import.meta.url).href)) as { firstFrameOf: (times: Float64Array, start: number, end: number) => number };
  const times = Float64Array.of(0, 0.04, 0.08, 0.12);
  expect(firstFrameOf(times, 0.04, 1)).toBe(1);
  expect(firstFrameOf(times, 0.05, 1)).toBe(2);
  expect(firstFrameOf(times, 0.05, 0.07)).toBe(1);
  expect(firstFrameOf(times, 5, 6)).toBe(3);
});
