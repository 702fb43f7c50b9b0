import { mkdtempSync, writeFileSync } from 'node:fs';
import { appendFile, mkdtemp, readFile, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openEnergyActivity } from '../../../extractors/audio/activity/energy-activity.ts';
import type { Transcriber } from '../../../extractors/text/recognisers/transcriber.ts';
import { toWav } from '../../../extractors/text/recognisers/whisper-cpp/to-wav.ts';
import { MEDIA_TOOLS } from '../../../pipeline/media/media-tools.ts';
import { recogniseClip, type RecogniseJob, type RecogniseProgress } from '../../../pipeline/words/recognise-clip.ts';
import { testCard } from '../test-card.ts';

/** Says of each piece when it begins and how long it is. Notes what it is asked; fails after `limit` pieces. */
function stub({ id = 'stub', limit = Infinity }: { id?: string; limit?: number } = {}) {
  const asked: { start: number; seconds: number; language: string | undefined }[] = [];
  const transcriber: Transcriber = {
    source: { kind: 'recogniser', id, sha256: '00' },
    async *transcribe(pieces, { language, signal } = {}) {
      for await (const { start, samples } of pieces) {
        signal?.throwIfAborted();
        if (asked.length >= limit) throw new Error('out of luck');
        const seconds = samples.length / 16_000;
        asked.push({ start, seconds, language });
        yield { start, end: start + seconds, language: language ?? 'en', sentences: [{ start, end: start + seconds, text: `At ${start.toFixed(1)}`, words: [{ text: 'At', start, end: start + 0.1, probability: 0.5 }] }] };
      }
    },
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
  return { transcriber, asked };
}

async function job(transcriber: Transcriber, more: Partial<RecogniseJob> = {}): Promise<RecogniseJob> {
  const folder = await mkdtemp(join(tmpdir(), 'affekt-recognise-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return { transcriber, activity: openEnergyActivity(), tools: MEDIA_TOOLS, ledger: join(folder, 'clip.jsonl'), signal: new AbortController().signal, ...more };
}

/** A tone of one second around each of some times; returns the path of its sound. */
function tones(seconds: number, ...middles: readonly number[]): string {
  const path = join(mkdtempSync(join(tmpdir(), 'affekt-tones-')), 'tones.wav');
  const isOn = (time: number) => middles.some((middle) => Math.abs(time - middle) < 0.5);
  writeFileSync(path, toWav(Float32Array.from({ length: seconds * 16_000 }, (_, i) => (isOn(i / 16_000) ? 0.3 * Math.sin((2 * Math.PI * 180 * i) / 16_000) : 0))));
  return path;
}

/** As many tones as asked, seven seconds apart, the first after three. */
const bursts = (count: number) => tones(7 * count, ...Array.from({ length: count }, (_, i) => 7 * i + 3.5));

test('the words of a clip are on its clock, and only where somebody speaks is it recognised', async () => {
  const { transcriber, asked } = stub();
  const { transcript, kept } = await recogniseClip(bursts(3), await job(transcriber, { language: 'de' }));
  expect(asked.map(({ start }) => Math.round(start))).toEqual([3, 10, 17]);
  for (const { seconds, language } of asked) expect([seconds > 0.9 && seconds < 1.6, language]).toEqual([true, 'de']);
  expect(transcript.sentences.map(({ start }) => Math.round(start))).toEqual([3, 10, 17]);
  expect({ ...transcript, sentences: [] }).toEqual({ sentences: [], language: 'de', source: { kind: 'recogniser', id: 'stub', sha256: '00' }, notes: [] });
  expect(kept).toBe(false);
});

test('a run that was stopped goes on with the pieces that are missing, and gives what a whole run gives', async () => {
  const clip = bursts(3);
  const whole = await recogniseClip(clip, await job(stub().transcriber));
  const stopped = stub({ limit: 2 });
  const first = await job(stopped.transcriber);
  await expect(recogniseClip(clip, first)).rejects.toThrow('out of luck');
  const { transcriber, asked } = stub();
  const progress: RecogniseProgress[] = [];
  const again = await recogniseClip(clip, { ...first, transcriber, onProgress: (each) => progress.push(each) });
  expect(asked.map(({ start }) => Math.round(start))).toEqual([17]);
  expect(JSON.stringify(again.transcript)).toBe(JSON.stringify(whole.transcript));
  expect(progress.map(({ done, total }) => Math.round((3 * done) / total))).toEqual([2, 3]);
});

test('what is finished is kept, and costs no recognition', async () => {
  const clip = bursts(2);
  const first = await job(stub().transcriber);
  const { transcript } = await recogniseClip(clip, first);
  const { transcriber, asked } = stub();
  expect(await recogniseClip(clip, { ...first, transcriber })).toEqual({ transcript, kept: true });
  expect(asked).toEqual([]);
  await recogniseClip(clip, { ...first, transcriber, force: true });
  expect(asked).toHaveLength(2);
});

test.each([
  ['another model', { transcriber: stub({ id: 'other' }).transcriber }],
  ['another language', { language: 'fr' }],
])('%s recognises everything again', async (_, change) => {
  const clip = bursts(1);
  const first = await job(stub().transcriber);
  await recogniseClip(clip, first);
  expect((await recogniseClip(clip, { ...first, ...change })).kept).toBe(false);
});

test('a clip that was changed is recognised again', async () => {
  const clip = bursts(1);
  const first = await job(stub().transcriber);
  await recogniseClip(clip, first);
  await utimes(clip, 1, 1);
  expect((await recogniseClip(clip, first)).kept).toBe(false);
});

test('a line that a killed run left half written is recognised again', async () => {
  const clip = bursts(2);
  const first = await job(stub({ limit: 1 }).transcriber);
  await expect(recogniseClip(clip, first)).rejects.toThrow();
  await appendFile(first.ledger, '{"piece":1,"start":7,"en');
  const { transcriber, asked } = stub();
  await recogniseClip(clip, { ...first, transcriber });
  expect(asked).toHaveLength(1);
  const lines = (await readFile(first.ledger, 'utf8')).trim().split('\n');
  expect(lines.map((line) => JSON.parse(line) as unknown)).toHaveLength(4);
});

test('without a model for it, what is said in the first seconds is taken to begin at once: the rule needs silence before it', async () => {
  const { transcriber, asked } = stub();
  await recogniseClip(tones(5, 2), await job(transcriber));
  expect(asked).toEqual([expect.objectContaining({ start: 0 })]);
});

test('silence, and a clip without sound, have an empty transcript', async () => {
  const { transcriber, asked } = stub();
  const { transcript } = await recogniseClip(testCard({ sound: false }), await job(transcriber));
  expect([transcript.sentences, transcript.notes, asked]).toEqual([[], ['The clip has no sound.'], []]);
});

test('a signal ends it', async () => {
  const controller = new AbortController();
  const { transcriber } = stub();
  const stopping = await job(transcriber, { signal: controller.signal, onProgress: () => controller.abort() });
  await expect(recogniseClip(bursts(2), stopping)).rejects.toMatchObject({ name: 'AbortError' });
});
