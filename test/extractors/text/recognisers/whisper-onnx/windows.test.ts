import { expect, test } from 'vitest';
import { openWhisperOnnx } from '../../../../../extractors/text/recognisers/whisper-onnx/open-whisper-onnx.ts';
import type { WhisperFolder } from '../../../../../extractors/text/recognisers/whisper-onnx/whisper-folder.ts';
import type { Runtime, StatefulSession } from '../../../../../runtime/runtime.ts';
import { float32, type Tensor } from '../../../../../runtime/tensor.ts';

/** Text 0 to 9, end 10, start 11, English 12, transcribe 13, nobody speaks 14, no times 15, times from 16 on. */
const [END, START, ENGLISH, TRANSCRIBE, NO_SPEECH, TIMES, ALL] = [10, 11, 12, 13, 14, 16, 16 + 101];
const folder: WhisperFolder = {
  id: 'stub', sha256: '00', encoder: 'encoder', decoder: { merged: 'decoder' }, samples: 32_000, bands: 80,
  net: { layers: 1, heads: 1, width: 2, places: 32 },
  tokens: { start: START, end: END, languages: new Map([['en', ENGLISH]]), transcribe: TRANSCRIBE, noSpeech: NO_SPEECH, noTimes: 15, times: TIMES, suppressed: [], suppressedFirst: [], latestStart: 50 },
  texts: new Map([[0, Buffer.from(' one')], [1, Buffer.from(' two')]]),
};
const at = (seconds: number) => TIMES + Math.round(seconds / 0.02);

/** Sessions that say what stands in `windows`, a list of tokens for each window. `sureness`: the logit of what is said. */
function scripted(windows: readonly (readonly number[])[], { noSpeech = -20, sureness = 30 } = {}) {
  const heard: number[] = []; // One for each window that was encoded
  let [window, place] = [-1, 0];
  const past = () => float32(new Float32Array(2), 1, 1, 1, 2);
  const run = async (feeds: Readonly<Record<string, Tensor>>): Promise<Record<string, Tensor>> => {
    if ('input_features' in feeds) {
      heard.push(heard.length);
      return { last_hidden_state: float32(new Float32Array(2), 1, 1, 2) };
    }
    const ids = [...(feeds.input_ids!.data as BigInt64Array)].map(Number);
    if (ids[0] === START) [window, place] = [window + 1, 0];
    const rows = new Float32Array(ids.length * ALL);
    const next = ids[0] === START ? ENGLISH : (windows[window]![place++] ?? END);
    rows[rows.length - ALL + next] = sureness;
    if (ids[0] === START) rows[NO_SPEECH] = noSpeech;
    return { logits: float32(rows, 1, ids.length, ALL), ...Object.fromEntries(['decoder', 'encoder'].flatMap((part) => ['key', 'value'].map((kind) => [`present.0.${part}.${kind}`, past()]))) };
  };
  const session = { name: 'stub', device: 'cpu', inputs: [], outputs: [], floats: (length: number) => new Float32Array(length), run, writeState: async () => undefined, readState: async () => ({}), [Symbol.asyncDispose]: async () => undefined } as const satisfies StatefulSession;
  const runtime: Runtime = { device: 'cpu', open: async () => session, openStateful: async () => session, [Symbol.asyncDispose]: async () => undefined };
  return { runtime, heard };
}

async function hear(windows: readonly (readonly number[])[], { seconds = 2, ...options }: { seconds?: number; noSpeech?: number; sureness?: number } = {}) {
  const { runtime, heard } = scripted(windows, options);
  await using transcriber = await openWhisperOnnx(folder, runtime);
  const pieces = (async function* () {
    yield { start: 10, samples: new Float32Array(16_000 * seconds) };
  })();
  const [piece] = await Array.fromAsync(transcriber.transcribe(pieces));
  return { sentences: piece!.sentences, language: piece!.language, windows: heard.length };
}

test('a piece that was understood to its end is looked at once', async () => {
  expect(await hear([[at(0), 0, at(0.8), at(0.8), 1, at(1.6)]])).toEqual({ sentences: [{ start: 10, end: 10.8, text: 'one' }, { start: 10.8, end: 11.6, text: 'two' }], language: 'en', windows: 1 });
});

test('where a sentence was to begin but none came, the next window begins', async () => {
  expect(await hear([[at(0), 0, at(1), at(1)], [at(0.1), 1, at(0.5)]])).toEqual({ sentences: [{ start: 10, end: 11, text: 'one' }, { start: 11.1, end: 11.5, text: 'two' }], language: 'en', windows: 2 });
});

test('a rest of less than half a second is left, and a window that leads nowhere is not repeated', async () => {
  expect((await hear([[at(0), 0, at(1.6), at(1.6)]])).windows).toBe(1);
  expect((await hear([[at(0)]])).windows).toBe(1);
});

test('a piece that is longer than a window takes several', async () => {
  const { sentences, windows } = await hear([[at(0), 0, at(1)], [at(0.5), 1, at(1)]], { seconds: 3.5 });
  expect([sentences.map(({ start, end }) => [start, end]), windows]).toEqual([[[10, 11], [12.5, 13]], 2]);
});

test('where nobody speaks, and the words are improbable, there are none', async () => {
  const said = [[at(0), 0, at(1)]];
  expect((await hear(said, { noSpeech: 40, sureness: 0.5 })).sentences).toEqual([]);
  expect((await hear(said, { noSpeech: 40, sureness: 30 })).sentences).toHaveLength(1);
  expect((await hear(said, { noSpeech: -20 })).sentences).toHaveLength(1);
});
