import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openEnergyActivity } from '../../../extractors/audio/activity/energy-activity.ts';
import type { Transcriber } from '../../../extractors/text/recognisers/transcriber.ts';
import { MEDIA_TOOLS } from '../../../pipeline/media/media-tools.ts';
import { probe } from '../../../pipeline/media/probe.ts';
import { toWav } from '../../../pipeline/noise/wav-file.ts';
import { findWords } from '../../../pipeline/words/find-words.ts';
import { openTranscripts } from '../../../pipeline/words/open-transcripts.ts';
import { newFolder, videos } from '../run-command.ts';

/** Says "word" in the middle of each piece. */
const transcriber: Transcriber = {
  source: { kind: 'recogniser', id: 'fake', sha256: 'f' },
  async *transcribe(pieces) {
    for await (const { start, samples } of pieces) yield { start, end: start + samples.length / 16_000, sentences: [{ start: start + 0.1, end: start + 0.3, text: 'word' }] };
  },
  [Symbol.asyncDispose]: () => Promise.resolve(),
};
const recogniser = { transcriber, activity: openEnergyActivity() };
/** Half a second of a loud buzz between silence: the energy rule takes it for speech. */
const buzz = toWav(Int16Array.from({ length: 32_000 }, (_, i) => (i > 12_000 && i < 24_000 ? 9000 * Math.sin(i / 15) * (1 + Math.sin(i / 900)) : 0)), 16_000);

async function clip({ srt }: { readonly srt?: string } = {}) {
  const folder = newFolder();
  const path = join(folder, 'a.wav');
  writeFileSync(path, buzz);
  if (srt !== undefined) writeFileSync(join(folder, 'a.srt'), srt);
  const transcripts = await openTranscripts();
  return { facts: await probe(path, { tools: MEDIA_TOOLS }), transcript: await transcripts.find(path), transcripts, ledger: join(folder, 'pieces.jsonl') };
}

const find = ({ facts, transcript, transcripts, ledger }: Awaited<ReturnType<typeof clip>>, tools: object = {}) =>
  findWords({ facts, transcript, tools: { transcripts, ...tools }, media: MEDIA_TOOLS, ledger, signal: new AbortController().signal });

test('a transcript beside the clip is read, and the recogniser is not asked', async () => {
  const words = await find(await clip({ srt: '1\n00:00:00,500 --> 00:00:01,000\nHello.\n' }), { recogniser });
  expect(words.transcript).toMatchObject({ source: { kind: 'file', id: 'a.srt' }, sentences: [{ start: 0.5, end: 1, text: 'Hello.' }] });
});

test('without one the recogniser is asked', async () => {
  const words = await find(await clip(), { recogniser });
  expect(words.transcript?.source).toMatchObject({ kind: 'recogniser', id: 'fake' });
  expect(words.transcript!.sentences.map(({ text }) => text)).toEqual(['word']);
});

test('without both there are no words, and why is noted', async () => {
  expect(await find(await clip(), { noRecogniser: 'Fetch one.' })).toEqual({ notes: ['Fetch one.'] });
  expect(await find(await clip())).toEqual({ notes: [] });
});

test('a clip without sound needs no recogniser', async () => {
  const folder = videos(['silent.mkv'], { sound: false });
  const facts = await probe(join(folder, 'silent.mkv'), { tools: MEDIA_TOOLS });
  expect(await find({ ...(await clip()), facts }, { recogniser, noRecogniser: 'Fetch one.' })).toEqual({ notes: [] });
});

test('a transcript that cannot be read is an error that names it', async () => {
  await expect(find(await clip({ srt: 'no times here\n' }))).rejects.toMatchObject({ name: 'TranscriptError', message: expect.stringContaining('a.srt') as string });
});
