import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { openSileroActivity } from '../../../../extractors/audio/activity/silero-activity.ts';
import { openRuntime } from '../../../../runtime/open-runtime.ts';
import type { Session } from '../../../../runtime/runtime.ts';
import { float32, type Tensor } from '../../../../runtime/tensor.ts';
import { noise, signal } from '../signals.ts';

const model = { id: 'silero-vad-16k' };
const MODEL = new URL('../../../../../shared/assets/models/audio/silero_vad_16k_op15.onnx', import.meta.url).pathname;
const SPEECH = new URL('../../../../../shared/assets/speech/other/jfk.wav', import.meta.url).pathname;

/** A net whose probability is the number of calls over 100, and which records what it was fed. */
function stub(calls: Readonly<Record<string, Tensor>>[], closed: string[] = []): Session {
  return {
    name: 'stub',
    device: 'cpu',
    inputs: [],
    outputs: [],
    async run(feeds) {
      calls.push(feeds);
      return { output: float32(Float32Array.of(calls.length / 100), 1, 1), stateN: float32(new Float32Array(256).fill(calls.length), 2, 1, 128) };
    },
    floats: (length: number) => new Float32Array(length),
    [Symbol.asyncDispose]: async () => void closed.push('stub'),
  };
}

test('each call gets the 64 samples before its frame, none before the first', async () => {
  const calls: Readonly<Record<string, Tensor>>[] = [];
  await openSileroActivity({ session: stub(calls), model }).listen().push(Float32Array.from({ length: 1024 }, (_, n) => n + 1));
  const inputs = calls.map(({ input }) => input!.data);
  expect([inputs[0]![63], inputs[0]![64], inputs[0]![575]]).toEqual([0, 1, 512]);
  expect([inputs[1]![0], inputs[1]![63], inputs[1]![64]]).toEqual([449, 512, 513]);
});

test('the state of one call is fed to the next, and every listener begins with its own', async () => {
  const calls: Readonly<Record<string, Tensor>>[] = [];
  const activity = openSileroActivity({ session: stub(calls), model });
  const first = await activity.listen().push(new Float32Array(1024));
  await activity.listen().push(new Float32Array(512));
  expect(calls.map(({ state }) => state!.data[0])).toEqual([0, 1, 0]);
  expect([...first]).toEqual([Math.fround(0.01), Math.fround(0.02)]);
});

test('a model with other outputs is refused by name', async () => {
  const session: Session = { ...stub([]), run: async () => ({ scores: float32(new Float32Array(2), 2) }) };
  await expect(openSileroActivity({ session, model }).listen().push(new Float32Array(512))).rejects.toThrow(/silero-vad-16k: .*`output`/);
});

test('closing the detector closes its session', async () => {
  const closed: string[] = [];
  await openSileroActivity({ session: stub([], closed), model })[Symbol.asyncDispose]();
  expect(closed).toEqual(['stub']);
});

test.skipIf(!existsSync(MODEL))('Silero hears speech in a speech and none in noise or a hum (skipped without ../shared/assets)', async () => {
  await using runtime = await openRuntime({ device: 'cpu', workers: 1, threads: 1 });
  await using silero = openSileroActivity({ session: await runtime.open(MODEL, { name: 'silero' }), model });
  const bytes = execFileSync('ffmpeg', ['-v', 'error', '-i', SPEECH, '-t', '5', '-ac', '1', '-ar', '16000', '-f', 'f32le', '-']);
  const share = async (samples: Float32Array) => (await silero.listen().push(samples)).filter((probability) => probability >= 0.5).length / Math.floor(samples.length / 512);
  expect(await share(new Float32Array(Uint8Array.from(bytes).buffer))).toBeGreaterThan(0.5);
  expect(await share(noise(3, 0.3))).toBeLessThan(0.02);
  expect(await share(signal(3, (time) => 0.3 * Math.sin(2 * Math.PI * 100 * time)))).toBeLessThan(0.02);
});
