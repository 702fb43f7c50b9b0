/**
 * Compiles the nets of @vladmandic/human and times them in ONNX Runtime: compile time and size, then milliseconds per
 * item for batches of 1 and 8 with 1 and 2 threads, median and fastest of 30 runs after 5 to warm up.
 * `node test/bench/compiled-nets.bench.ts [--json]`
 */
import { readFileSync } from 'node:fs';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { compileGraphModel } from '../../runtime/compile/compile-graph-model.ts';

const models = new URL('../../node_modules/@vladmandic/human/models/', import.meta.url);
const nets = [
  { name: 'blazeface', input: 'input', item: [256, 256, 3] },
  { name: 'facemesh', input: 'input_1', item: [192, 192, 3] },
  { name: 'emotion', input: 'input_1', item: [64, 64, 1] },
  { name: 'faceres', input: 'input_1', item: [224, 224, 3] },
] as const;

type Net = (typeof nets)[number];

const results = [];
for (const net of nets) results.push(await measure(net));
if (process.argv.includes('--json')) console.log(JSON.stringify(results, null, 2));
else for (const { runs, ...compiled } of results) console.log(compiled, runs);

async function measure(net: Net) {
  const json = JSON.parse(readFileSync(new URL(`${net.name}.json`, models), 'utf8')) as object;
  const weights = new Uint8Array(readFileSync(new URL(`${net.name}.bin`, models)));
  const start = performance.now();
  const bytes = await compileGraphModel({ name: net.name, json, weights });
  const compileMs = round(performance.now() - start);
  const runs = [];
  for (const threads of [1, 2]) for (const batch of [1, 8]) runs.push({ threads, batch, ...(await time(bytes, net, { threads, batch })) });
  return { name: net.name, compileMs, kilobytes: Math.round(bytes.length / 1000), runs };
}

async function time(bytes: Uint8Array, { input, item }: Net, { threads, batch }: { threads: number; batch: number }) {
  const session = await InferenceSession.create(bytes, { intraOpNumThreads: threads, logSeverityLevel: 3, extra: { session: { intra_op: { allow_spinning: '0' } } } });
  const data = new Float32Array(batch * item[0] * item[1] * item[2]).map((_, index) => Math.sin(index));
  const feeds = { [input]: new Tensor('float32', data, [batch, ...item]) };
  const times: number[] = [];
  let consumed = 0;
  for (let run = -5; run < 30; run += 1) {
    const start = performance.now();
    const result = await session.run(feeds);
    if (run >= 0) times.push((performance.now() - start) / batch);
    consumed += Number(Object.values(result)[0]!.data[0]);
  }
  await session.release();
  if (!Number.isFinite(consumed)) throw new Error(`${input}: the result is not finite. Check the compiler.`);
  times.sort((a, b) => a - b);
  return { msPerItem: round(times[15]!), fastest: round(times[0]!) };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
