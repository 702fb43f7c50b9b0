/**
 * Speed of text encoders on one thread: node test/bench/text-encoder.bench.ts [--python PYTHON] [--runs N] [--threads N] [--json]
 *
 * Prints tokens per second of the tokeniser alone. With a Python that has torch, transformers, tokenizers, onnx and onnxruntime, also those of tokeniser and net together
 * for a net of the size of BERT base with random weights, which is written to a temporary folder, beside PyTorch on the same batch, in turns.
 * Both are timed twice: by the clock, and by the processor's own time, which other work on the machine hardly changes.
 * Exits with 1 when PyTorch is faster by more than budgets.json allows.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { TEXT_ENCODERS } from '../../extractors/models/registry/text-encoders.ts';
import { openTextEncoder } from '../../extractors/text/encoders/open-text-encoder.ts';
import { openTokenizer } from '../../extractors/text/encoders/open-tokenizer.ts';
import { openRuntime } from '../../runtime/open-runtime.ts';
import budgets from './budgets.json' with { type: 'json' };
import { measure } from './measure.ts';

interface Run {
  readonly seconds: number;
  readonly cpu: number;
  readonly tokens: number;
}

const { values } = parseArgs({ options: { python: { type: 'string' }, runs: { type: 'string', default: '5' }, threads: { type: 'string', default: '1' }, json: { type: 'boolean', default: false } } });
const SENTENCES = ['I am so happy to see you again, my dear friend.', '今天天气真好，我们出去走走吧。', 'What are you doing here? Leave me alone!', '我好高兴，终于见到你了，really！'];
/** Texts of about 110 tokens: one batch, with nothing to fill up. */
const texts = Array.from({ length: 16 }, (_, i) => Array.from({ length: 8 }, (_part, part) => SENTENCES[(i + part) % 4]!).join(' '));

async function measureTokenizer(): Promise<Record<string, number>> {
  const json = JSON.parse(await readFile(new URL('../extractors/text/encoders/golden/bert-cased.json', import.meta.url), 'utf8')) as object;
  const tokenizer = openTokenizer(json, {});
  let tokens = 0;
  const { median } = await measure(10, () => {
    tokens = texts.reduce((sum, text) => sum + tokenizer.tokenise(text, 512).tokens.length, 0);
    return Promise.resolve();
  });
  return { tokens, tokensPerSecond: tokens / median };
}

async function measureBoth(python: string, threads: number): Promise<Record<string, number>> {
  const folder = await mkdtemp(join(tmpdir(), 'affekt-bench-'));
  const path = join(folder, 'bert-base.onnx');
  const peer = spawn(python, ['-W', 'ignore', fileURLToPath(new URL('peers/text-encoder.py', import.meta.url)), path, String(threads)], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: peer.stdout })[Symbol.asyncIterator]();
  const next = async () => {
    const { value, done } = await lines.next();
    if (done === true) throw new Error(`${python}: it ended early. See its message above.`);
    return JSON.parse(value) as Run;
  };
  try {
    await next();
    await using runtime = await openRuntime({ device: 'cpu', workers: 1, threads });
    const model = { id: 'bert-base-chinese', card: TEXT_ENCODERS['bert-base-chinese'], path, sha256: '' };
    await using encoder = await openTextEncoder({ session: await runtime.open(path, { name: 'bench' }), model }, 'last-four-sum');
    const ours = async (): Promise<Run> => {
      const [start, before] = [performance.now(), process.cpuUsage()];
      const encoded = await encoder.encode(texts);
      const { user, system } = process.cpuUsage(before);
      return { seconds: (performance.now() - start) / 1000, cpu: (user + system) / 1e6, tokens: encoded.reduce((sum, each) => sum + each!.tokens.length, 0) };
    };
    const theirs = () => (peer.stdin.write(`${JSON.stringify([texts])}\n`), next());
    return await compare(ours, theirs);
  } finally {
    peer.stdin.end();
    await rm(folder, { recursive: true });
  }
}

async function compare(ours: () => Promise<Run>, theirs: () => Promise<Run>): Promise<Record<string, number>> {
  const pairs: (readonly [Run, Run])[] = [];
  for (let run = 0; run <= Number(values.runs); run++) pairs.push([await ours(), await theirs()]);
  const [one] = pairs.splice(0, 1); // To warm up
  if (one![0].tokens !== one![1].tokens) throw new Error(`${one![0].tokens} tokens here, and ${one![1].tokens} there. They must be the same.`);
  const median = (numbers: readonly number[]) => [...numbers].sort((a, b) => a - b)[numbers.length >> 1]!;
  return {
    tokens: one![0].tokens,
    tokensPerCpuSecond: one![0].tokens / median(pairs.map(([our]) => our.cpu)),
    torchTokensPerCpuSecond: one![1].tokens / median(pairs.map(([, their]) => their.cpu)),
    overTorch: median(pairs.map(([our, their]) => our.seconds / their.seconds)),
    overTorchCpu: median(pairs.map(([our, their]) => our.cpu / their.cpu)),
  };
}

const figures: Record<string, Record<string, number>> = { tokeniser: await measureTokenizer() };
if (values.python === undefined) console.error('Left out PyTorch and the net of the size of BERT base: name a Python that has torch, transformers, tokenizers, onnx and onnxruntime by --python.');
else figures.encoder = await measureBoth(values.python, Number(values.threads));
if (values.json) console.log(JSON.stringify(figures));
else console.table(figures);
if ((figures.encoder?.overTorchCpu ?? 0) > budgets['text-encoder'].overTorch) process.exitCode = 1;
