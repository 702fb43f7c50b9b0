import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { readEnvironment } from '../../../../../configs/environment.ts';
import { findWhisperCli } from '../../../../../extractors/text/recognisers/whisper-cpp/find-whisper-cli.ts';
import { openWhisperCpp } from '../../../../../extractors/text/recognisers/whisper-cpp/open-whisper-cpp.ts';
import type { SpeechPiece } from '../../../../../extractors/text/recognisers/transcriber.ts';
import { writeSpeakingModel } from '../ggml/write-speaking-model.ts';

const program = await findWhisperCli(readEnvironment()).catch((error: unknown) => (error as Error).message);
const isHere = !program.includes('affekt models build');
if (!isHere) console.log(`The real whisper-cli is not tried: ${program}`);

const at = (name: string) => join(process.env.TMPDIR!, name);

beforeAll(async () => {
  await writeSpeakingModel(at('english.bin'), { language: 'en', says: [{ time: 10 }, ' Hello', ' wor', 'ld', '.', { time: 60 }, { time: 60 }, ' It', "'s", ' me', { time: 110 }] });
  const [ni, hao] = [Buffer.from('你'), Buffer.from('好')];
  await writeSpeakingModel(at('chinese.bin'), { language: 'zh', says: [{ time: 0 }, ni.subarray(0, 2), Buffer.concat([ni.subarray(2), hao.subarray(0, 1)]), hao.subarray(1), '，', '吗', { time: 50 }] });
  await writeSpeakingModel(at('silent.bin'), { language: 'en', says: [{ time: 0 }] });
});

async function hear(model: string, seconds: readonly number[], language?: string) {
  const transcriber = await openWhisperCpp({ program, model: { path: at(model), id: model, sha256: '' }, threads: 2 });
  const pieces = (async function* (): AsyncGenerator<SpeechPiece> {
    for (const [i, length] of seconds.entries()) yield { start: 100 * i, samples: new Float32Array(16_000 * length).map((_, at) => Math.sin(at / 9) / 9) };
  })();
  return Array.fromAsync(transcriber.transcribe(pieces, { language }));
}

test.skipIf(!isHere)('a net that says what it was written to say is heard to say it, in each of several pieces', async () => {
  const [first, second] = await hear('english.bin', [3, 2]);
  expect(first).toMatchObject({ start: 0, end: 3, language: 'en', sentences: [{ start: 0.2, end: 1.2, text: 'Hello world.' }, { start: 1.2, end: 2.2, text: "It's me" }] });
  expect(second).toMatchObject({ start: 100, end: 102, sentences: [{ start: 100.2, end: 101.2 }, { start: 101.2, end: 102 }] });
  expect(first!.sentences[0]!.words!.map(({ text }) => text)).toEqual(['Hello', 'world.']);
});

test.skipIf(!isHere)('the language is found, and characters that are parted among tokens are whole', async () => {
  const [heard] = await hear('chinese.bin', [2]);
  expect([heard!.language, heard!.sentences.map(({ text }) => text)]).toEqual(['zh', ['你好，吗']]);
  expect(heard!.sentences[0]!.words!.map(({ text }) => text).join('')).toBe('你好，吗');
});

test.skipIf(!isHere)('nothing understood is no error', async () => {
  expect((await hear('silent.bin', [1], 'de')).map(({ language, sentences }) => [language, sentences])).toEqual([['de', []]]);
});
