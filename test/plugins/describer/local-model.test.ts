import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { EXPRESSIONS } from '../../../fusion/verdict.ts';
import { buildDecoder } from '../../../plugins/baichuan-m1/build-decoder.ts';
import { describeClip } from '../../../plugins/describer/describe-clip.ts';
import { describerOptions } from '../../../plugins/describer/options.ts';
import { openRuntime } from '../../../runtime/open-runtime.ts';
import golden from '../baichuan-m1/golden/decoders.json' with { type: 'json' };
import { writeTinyTokenizer } from '../baichuan-m1/tiny-tokenizer.ts';
import { writeTinyCheckpoint } from '../baichuan-m1/tiny-weights.ts';
import { clip, contextOf } from './clip.ts';

const root = mkdtempSync(join(tmpdir(), 'affekt-describe-'));
const { config, shapes } = golden.families.qwen2;
writeTinyCheckpoint(root, { config: { ...config, max_position_embeddings: 8192 }, shapes });
writeTinyTokenizer(root);
const { path } = await buildDecoder(root);
const runtime = await openRuntime({ device: 'cpu', workers: 1, threads: 1 });
afterAll(async () => {
  await runtime[Symbol.asyncDispose]();
  rmSync(root, { recursive: true, force: true });
});

test('a decoder on this machine describes; held to the form, even a net of noise gives answers that can be read, and nothing is sent', async () => {
  const context = contextOf({ runtime });
  const options = describerOptions.parse({ decoder: path, per: 'segment', maxTokens: 120 });
  const { tables, record, notes } = await describeClip(clip, options, context);
  expect(tables![0]!.rows).toHaveLength(2);
  for (const row of tables![0]!.rows) expect([row.answer, EXPRESSIONS.includes(row.label as 'fear')]).toEqual([expect.stringMatching(/^(parsed|repaired)$/), true]);
  expect(record).toMatchObject({ place: 'this process', leftTheMachine: false, sent: [], remembered: 0 });
  expect(notes!.join()).not.toMatch(/Sent|was not told/);
  const again = await describeClip(clip, options, contextOf({ runtime, cacheFolder: context.cacheFolder }));
  expect([again.tables, again.record!.remembered]).toEqual([tables, record!.requests]);
});

test('a decoder that there is not is told of', async () => {
  await expect(describeClip(clip, describerOptions.parse({ decoder: join(root, 'none') }), contextOf({ runtime }))).rejects.toThrow(/none/);
});
