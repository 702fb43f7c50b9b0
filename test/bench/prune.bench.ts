/**
 * What a quarter of the layers is worth: node test/bench/prune.bench.ts [--layers N] [--dimensions D] [--json]
 *
 * Builds a pre-norm encoder with random weights, every fourth layer of which hardly changes what passes it, scores its layers, removes a quarter of them and
 * runs both nets in turns. Times are the processor's own, which other work on the machine hardly changes. Exits with 1 when other layers than the planted ones go, or size or time fall less than budgets.json demands.
 */
import { parseArgs } from 'node:util';
import { orderBlocks } from '../../plugins/block-influence/order-blocks.ts';
import { scoreBlocks } from '../../plugins/block-influence/score-blocks.ts';
import type { GraphNode, Initializer } from '../../runtime/onnx/model.ts';
import { findResidualStream } from '../../runtime/onnx/residual/find-residual-stream.ts';
import { removeBlocks } from '../../runtime/onnx/residual/remove-blocks.ts';
import { openDocument } from '../../runtime/onnx/surgery/open-document.ts';
import { parseDocument } from '../../runtime/onnx/surgery/read-document.ts';
import { encodeDocument } from '../../runtime/onnx/surgery/write-document.ts';
import { writeModel } from '../../runtime/onnx/write-model.ts';
import { openRuntime } from '../../runtime/open-runtime.ts';
import type { Tensor } from '../../runtime/tensor.ts';
import budgets from './budgets.json' with { type: 'json' };

const { values } = parseArgs({ options: { layers: { type: 'string', default: '12' }, dimensions: { type: 'string', default: '256' }, json: { type: 'boolean', default: false } } });
const [layers, width] = [Number(values.layers), Number(values.dimensions)];
const TOKENS = 128;
const ROUNDS = 9;
/** Numbers in [−1, 1), always the same. */
let state = 1;
const draw = () => (state = (state * 48_271) % 2_147_483_647) / 1_073_741_823.5 - 1;

const initializers: Initializer[] = [];
const nodes: GraphNode[] = [];
const weight = (name: string, dims: readonly number[], scale: number) => void initializers.push({ name, type: 'float32', dims, data: Float32Array.from({ length: dims.reduce((product, dim) => product * dim, 1) }, () => scale * draw()) });
const add = (op: string, inputs: readonly string[], output: string, attributes?: GraphNode['attributes']) => {
  nodes.push({ op, inputs, outputs: [output], name: output, ...(attributes && { attributes }) });
  return output;
};

function block(layer: number, input: string): string {
  const name = (part: string) => `encoder/layers.${layer}/${part}`;
  const scale = (layer % 4 === 2 ? 0.01 : 1) * (3 / width) ** 0.5;
  const linear = (from: string, part: string, [rows, columns]: [number, number], size = (3 / width) ** 0.5) => {
    weight(name(`${part}.weight`), [rows, columns], size);
    return add('MatMul', [from, name(`${part}.weight`)], name(part));
  };
  const norm = (from: string, part: string) => {
    initializers.push({ name: name(`${part}.scale`), type: 'float32', dims: [width], data: new Float32Array(width).fill(1) });
    return add('LayerNormalization', [from, name(`${part}.scale`)], name(part), { axis: -1 });
  };
  const first = norm(input, 'norm1');
  const [q, k, v] = ['q', 'k', 'v'].map((part) => linear(first, part, [width, width])) as [string, string, string];
  const scores = add('MatMul', [q, add('Transpose', [k], name('kT'), { perm: [0, 2, 1] })], name('scores'));
  const mixed = add('MatMul', [add('Softmax', [scores], name('attention'), { axis: -1 }), v], name('mixed'));
  const middle = add('Add', [input, linear(mixed, 'out', [width, width], scale)], name('sum1'));
  const wide = add('Relu', [linear(norm(middle, 'norm2'), 'up', [width, 4 * width])], name('relu'));
  return add('Add', [middle, linear(wide, 'down', [4 * width, width], scale)], name('sum2'));
}

let last = 'x';
for (let layer = 0; layer < layers; layer++) last = block(layer, last);
nodes.push({ op: 'Identity', inputs: [last], outputs: ['y'], name: 'y' });
const port = (name: string) => ({ name, type: 'float32', dims: [1, TOKENS, width] }) as const;
const document = parseDocument(writeModel({ nodes, initializers, inputs: [port('x')], outputs: [port('y')] }), 'bench.onnx');
const input = Float32Array.from({ length: TOKENS * width }, draw);
const runs = async function* () {
  await Promise.resolve();
  yield { feeds: { x: { type: 'float32', dims: [1, TOKENS, width], data: input.slice() } satisfies Tensor } };
};

await using runtime = await openRuntime({ device: 'cpu', workers: 1, threads: 1 });
const stream = findResidualStream(document);
const { scores } = await scoreBlocks({ name: 'bench', document, stream }, runs, { runtime });
const removed = orderBlocks(scores, 'influence').slice(0, Math.floor(layers / 4)).sort((a, b) => a - b);
const pruned = removeBlocks(document, stream, removed);
await using whole = await openDocument(document, { runtime, name: 'whole' });
await using smaller = await openDocument(pruned, { runtime, name: 'smaller' });
const times: [number[], number[]] = [[], []];
for (let round = 0; round <= ROUNDS; round++) {
  for (const [at, session] of [whole, smaller].entries()) {
    const { user: start } = process.cpuUsage();
    for (let run = 0; run < 3; run++) await session.run({ x: { type: 'float32', dims: [1, TOKENS, width], data: input.slice() } });
    if (round > 0) times[at]!.push((process.cpuUsage().user - start) / 3e6); // The first warms up
  }
}
const [before, after] = times.map((each) => each.sort((a, b) => a - b)[ROUNDS >> 1]!) as [number, number];
const result = { layers, removed, size: encodeDocument(pruned).length / encodeDocument(document).length, time: after / before, milliseconds: [before * 1000, after * 1000] };
const isPlanted = removed.every((layer) => layer % 4 === 2);
console.log(values.json ? JSON.stringify(result) : `${layers} layers of ${width}: without ${removed.join(', ')} ${result.size.toFixed(3)} of the size, ${result.time.toFixed(3)} of the time (${(before * 1000).toFixed(1)} → ${(after * 1000).toFixed(1)} ms)`);
if (!isPlanted || result.size > budgets.prune.size || result.time > budgets.prune.time) {
  console.error(`wanted: the planted layers, at most ${budgets.prune.size} of the size and ${budgets.prune.time} of the time`);
  process.exitCode = 1;
}
