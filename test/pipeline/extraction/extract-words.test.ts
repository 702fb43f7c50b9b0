import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lastValueFrom, toArray } from 'rxjs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { decodeNpy } from '../../../datasets/features/npy/decode-npy.ts';
import { poolRows } from '../../../extractors/encoders/pool-rows.ts';
import { encodeTranscript } from '../../../extractors/text/encoders/encode-transcript.ts';
import { openTextEncoder } from '../../../extractors/text/encoders/open-text-encoder.ts';
import type { TokenEncoder } from '../../../extractors/text/encoders/token-encoder.ts';
import type { ExtractionPlan } from '../../../pipeline/extraction/extraction-plan.ts';
import { runExtraction } from '../../../pipeline/extraction/run-extraction.ts';
import { textSet } from '../../../pipeline/extraction/text-set.ts';
import { writeClipTable } from '../../../pipeline/extraction/write-clip-table.ts';
import { findClips } from '../../../pipeline/media/find-clips.ts';
import { MEDIA_TOOLS } from '../../../pipeline/media/media-tools.ts';
import { toWav } from '../../../pipeline/noise/wav-file.ts';
import { openTranscripts } from '../../../pipeline/words/open-transcripts.ts';
import { openRuntime } from '../../../runtime/open-runtime.ts';
import type { Runtime } from '../../../runtime/runtime.ts';
import { tinyModel } from '../../extractors/text/encoders/tiny-encoders.ts';
import { newFolder, runCommand } from '../run-command.ts';

const SRT = '1\n00:00:00,500 --> 00:00:01,000\nHello you\n';
const SAID = { sentences: [{ start: 0.5, end: 1, text: 'Hello you' }] };
let runtime: Runtime;
let tiny: TokenEncoder;
beforeAll(async () => {
  runtime = await openRuntime({ device: 'cpu', workers: 1 });
  const model = tinyModel('bert');
  tiny = await openTextEncoder({ session: await runtime.open(model.path, { name: 'tiny' }), model }, 'last');
});
afterAll(() => runtime[Symbol.asyncDispose]());

function clips(srts: Readonly<Record<string, string | undefined>>): string {
  const folder = newFolder();
  for (const [name, srt] of Object.entries(srts)) {
    writeFileSync(join(folder, `${name}.wav`), toWav(new Int16Array(32_000), 16_000));
    if (srt !== undefined) writeFileSync(join(folder, `${name}.srt`), srt);
  }
  return folder;
}

async function run(folder: string, changes: Partial<ExtractionPlan> = {}) {
  const notes: string[] = [];
  const out = newFolder();
  const plan: ExtractionPlan = { name: 'tiny-last', set: textSet(tiny, (note) => notes.push(note)), level: 'utt', format: 'csv', out, force: false, transcripts: await openTranscripts(), tools: MEDIA_TOOLS, signal: new AbortController().signal, ...changes };
  const all = await findClips([folder], (error) => expect.fail(error.message));
  const again = async () => lastValueFrom((await runExtraction(all, plan)).pipe(toArray()));
  return { events: await again(), again, plan, notes, out: plan.out };
}

const npy = (...path: string[]) => decodeNpy(readFileSync(join(...path)), join(...path));

test('the transcript beside a clip becomes the mean of its tokens; a clip without one, and one in which nothing is said, are told of', async () => {
  const { events, plan, out } = await run(clips({ a: SRT, b: undefined, c: 'WEBVTT\n' }));
  expect(events.map(({ clip, outcome }) => [clip, outcome])).toEqual([['a', 'done'], ['b', 'failed'], ['c', 'failed']]);
  expect(events[1]!.message).toMatch(/b\.wav: has no transcript\. Put one beside it, name where they are with `--transcripts`/);
  expect(events[2]!.message).toMatch(/c\.wav: has no words for tiny-last/);
  const encoded = (await encodeTranscript(tiny, SAID))!;
  expect([...npy(out, 'tiny-last-UTT', 'a.npy').data]).toEqual([...poolRows(encoded)]);
  expect(JSON.parse(readFileSync(join(out, 'tiny-last-UTT', 'provenance.json'), 'utf8'))).toMatchObject({ encoder: 'chinese-macbert-base', layers: 'last' });
  expect(readFileSync(await writeClipTable(['a'], plan), 'utf8')).toMatch(/^file,h0,h1,/);
});

test('frames lie on a clock where somebody speaks, with a note on times that are estimated', async () => {
  const { out, notes } = await run(clips({ a: SRT }), { level: 'frame' });
  const lines = readFileSync(join(out, 'tiny-last-FRA', 'a.csv'), 'utf8').trimEnd().split('\n').map((line) => line.split(','));
  expect(lines.map(([time]) => time)).toEqual(['time', '0.550000', '0.650000', '0.750000', '0.850000', '0.950000']);
  expect(lines[1]).toHaveLength(17);
  expect(notes).toEqual(['When 2 of 2 words are said is estimated from the times of their sentences.']);
});

test('an array has a row for each token, and no timing', async () => {
  const { out } = await run(clips({ a: SRT }), { level: 'frame', format: 'npy' });
  const encoded = (await encodeTranscript(tiny, SAID))!;
  const { shape, data } = npy(out, 'tiny-last-FRA', 'a.npy');
  expect(shape).toEqual([encoded.tokens.length, 16]);
  expect([...data]).toEqual([...encoded.values]);
  expect(existsSync(join(out, 'tiny-last-FRA', 'timing.json'))).toBe(false);
});

test('a transcript that has changed is encoded anew, one that has not is kept', async () => {
  const folder = clips({ a: SRT });
  const { again } = await run(folder);
  expect((await again())[0]!.outcome).toBe('kept');
  writeFileSync(join(folder, 'a.srt'), SRT.replace('you', 'everybody'));
  expect((await again())[0]!.outcome).toBe('done');
});

test('an encoder of words that was not exported yet says how', async () => {
  const { code, messages } = await runCommand(['extract', clips({ a: SRT }), '-f', 'bert-base-chinese', '--layers', 'last', '--out', newFolder()]);
  expect(code).toBe(3);
  expect(messages).toMatch(/export-text-encoder\.py.*affekt models import FILE --as bert-base-chinese/);
});
