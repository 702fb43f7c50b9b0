import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { whisperLogMel } from '../../../../../extractors/audio/encoders/whisper-log-mel.ts';
import { decodeGreedily } from '../../../../../extractors/text/recognisers/whisper-onnx/decode-greedily.ts';
import { openDecoder } from '../../../../../extractors/text/recognisers/whisper-onnx/open-decoder.ts';
import { openWhisperOnnx } from '../../../../../extractors/text/recognisers/whisper-onnx/open-whisper-onnx.ts';
import { readWhisperFolder } from '../../../../../extractors/text/recognisers/whisper-onnx/whisper-folder.ts';
import { openRuntime } from '../../../../../runtime/open-runtime.ts';
import type { Runtime } from '../../../../../runtime/runtime.ts';
import { float32 } from '../../../../../runtime/tensor.ts';
import { temporaryFolder } from '../../../models/temporary-folder.ts';

interface Case {
  readonly seconds: number;
  readonly pitch: number;
  readonly asked: string | null;
  readonly language: string;
  readonly ids: readonly number[];
  readonly meanLogProbability: number;
  readonly noSpeech: number;
}

/** A little random net, and what transformers makes of it: make-whisper.py. */
const golden = fileURLToPath(new URL('golden/', import.meta.url));
const cases = JSON.parse(readFileSync(join(golden, 'whisper.json'), 'utf8')) as readonly Case[];
const parted = join(golden, 'net');
let merged: string;
let runtime: Runtime;

beforeAll(async () => {
  runtime = await openRuntime({ device: 'cpu', workers: 1, threads: 1 });
  merged = join(process.env.TMPDIR!, 'whisper-merged');
  await mkdir(join(merged, 'onnx'), { recursive: true });
  for (const name of ['config', 'generation_config', 'preprocessor_config', 'tokenizer']) await cp(join(parted, `${name}.json`), join(merged, `${name}.json`));
  await cp(join(parted, 'encoder_model.onnx'), join(merged, 'onnx', 'encoder_model.onnx'));
  await cp(join(golden, 'decoder_model_merged.onnx'), join(merged, 'onnx', 'decoder_model_merged_quantized.onnx'));
});
afterAll(() => runtime[Symbol.asyncDispose]());

/** As in make-whisper.py. */
function speech({ seconds, pitch }: Pick<Case, 'seconds' | 'pitch'>): Float32Array {
  return Float32Array.from({ length: Math.round(seconds * 16_000) }, (_, i) => {
    const t = i / 16_000;
    return (0.4 * Math.sin(2 * Math.PI * (pitch * t + 40 * t * t)) * (1 + Math.sin(2 * Math.PI * 5 * t))) / 2;
  });
}

test.each(['parted', 'merged'])('a net whose decoder is %s says token for token what transformers says', async (layout) => {
  const folder = await readWhisperFolder(layout === 'parted' ? parted : merged);
  await using encoder = await runtime.open(folder.encoder, { name: 'encoder' });
  await using decoder = await openDecoder(folder, runtime);
  for (const each of cases) {
    const padded = new Float32Array(folder.samples);
    padded.set(speech(each));
    const { last_hidden_state: states } = await encoder.run({ input_features: float32(whisperLogMel(padded, folder), 1, 80, 200) });
    const decoded = await decodeGreedily(decoder.begin(states!), folder.tokens, { language: each.asked ?? undefined, longest: folder.net.places });
    expect(decoded.ids).toEqual(each.ids);
    expect(decoded.language).toBe(each.language);
    expect(decoded.meanLogProbability).toBeCloseTo(each.meanLogProbability, 3);
    expect(decoded.noSpeech / each.noSpeech).toBeCloseTo(1, 2);
  }
});

test('pieces come back one for one, on the clock of the clip', async () => {
  await using transcriber = await openWhisperOnnx(await readWhisperFolder(merged), runtime);
  const pieces = (async function* () {
    for (const [i, each] of cases.slice(0, 2).entries()) yield { start: 100 * i, samples: speech(each) };
  })();
  const heard = await Array.fromAsync(transcriber.transcribe(pieces));
  expect(heard.map(({ start, end, language }) => [start, end, language])).toEqual(cases.slice(0, 2).map(({ seconds, language }, i) => [100 * i, 100 * i + seconds, language]));
  for (const { start, end, sentences } of heard) {
    expect(sentences.length).toBeGreaterThan(0);
    for (const sentence of sentences) expect(sentence.start >= start && sentence.end <= end && sentence.text !== '').toBe(true);
  }
  expect(transcriber.source).toMatchObject({ kind: 'recogniser', id: 'whisper-merged', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string });
});

test('a language that the net does not know is refused, a signal ends it', async () => {
  await using transcriber = await openWhisperOnnx(await readWhisperFolder(merged), runtime);
  const pieces = () => (async function* () {
    yield { start: 0, samples: speech(cases[0]!) };
  })();
  await expect(Array.fromAsync(transcriber.transcribe(pieces(), { language: 'fr' }))).rejects.toMatchObject({ code: 'UNKNOWN_LANGUAGE', message: expect.stringContaining('only en, zh, de') as string });
  await expect(Array.fromAsync(transcriber.transcribe(pieces(), { signal: AbortSignal.abort() }))).rejects.toMatchObject({ name: 'AbortError' });
});

test.each([
  ['tokenizer.json', /tokenizer\.json: cannot be read, and a Whisper net needs it\. Give/],
  ['encoder_model.onnx', /has no encoder_model\.onnx, nor onnx\/encoder_model\.onnx/],
  ['decoder_model.onnx', /has no decoder_model_merged\.onnx/],
  ['decoder_with_past_model.onnx', /has no decoder_with_past_model\.onnx/],
])('a folder without %s is refused by that name', async (name, message) => {
  const folder = await temporaryFolder();
  await cp(parted, folder, { recursive: true });
  await rm(join(folder, name));
  await expect(readWhisperFolder(folder)).rejects.toMatchObject({ code: 'BAD_MODEL', message: expect.stringMatching(message) as string });
});

test('a file of another net is refused, with what is missing', async () => {
  const folder = await temporaryFolder();
  await cp(parted, folder, { recursive: true });
  await writeFile(join(folder, 'generation_config.json'), '{"eos_token_id": 2}');
  await expect(readWhisperFolder(folder)).rejects.toThrow(/generation_config\.json: is not that of a Whisper net \(decoder_start_token_id/);
  await writeFile(join(folder, 'generation_config.json'), '{"eos');
  await expect(readWhisperFolder(folder)).rejects.toThrow(/it is no JSON/);
});

test('the checksum is over all files', async () => {
  const folder = await temporaryFolder();
  await cp(parted, folder, { recursive: true });
  const { sha256 } = await readWhisperFolder(folder);
  expect((await readWhisperFolder(parted)).sha256).toBe(sha256);
  await writeFile(join(folder, 'config.json'), `${await readFile(join(folder, 'config.json'), 'utf8')}\n`);
  expect((await readWhisperFolder(folder)).sha256).not.toBe(sha256);
});
