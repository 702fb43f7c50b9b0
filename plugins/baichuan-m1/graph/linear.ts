import { readRows, streamWeight } from '../../../runtime/onnx/build/stream-weight.ts';
import { BLOCK, quantiseRows } from './quantise-rows.ts';
import type { GraphBuilder, Value } from '../../../runtime/onnx/build/graph-builder.ts';
import type { StreamedInitializer } from '../../../runtime/onnx/build/streamed-model.ts';
import type { WeightTensor } from '../../../runtime/safetensors/weights.ts';

/** How weights are kept in the file: as floats, as halves, or in whole numbers of 8 or 4 bits that share a scale by 32. */
export type WeightFormat = 'fp32' | 'fp16' | 'int8' | 'int4';

/** How a matrix is applied. */
export interface LinearOptions {
  readonly format: WeightFormat;
  /** Shape `[outputs]`. */
  readonly bias?: WeightTensor | undefined;
  /** Changes rows before they are written: see `streamWeight`. */
  readonly mapRows?: ((rows: Float32Array, length: number) => Float32Array) | undefined;
}

const FLOAT32 = 1;
/** Numbers are multiplied in 8 bits: on processors this is what makes few bits fast. */
const ACCURACY_LEVEL = 4;

/** Returns `x · tensorᵀ + bias`, shape `[rows, outputs]`, of `x` `[rows, inputs]` and a tensor `[outputs, inputs]`. */
export function linear(graph: GraphBuilder, x: Value, tensor: WeightTensor, { format, bias, mapRows }: LinearOptions): Value {
  const added = bias && graph.weight(streamWeight(bias, { type: 'float32' }));
  if (format === 'int8' || format === 'int4') {
    const product = multiplyQuantised(graph, x, tensor, { bits: format === 'int8' ? 8 : 4, mapRows });
    return added === undefined ? product : graph.add('Add', [product, added]);
  }
  const stored = graph.weight(streamWeight(tensor, { type: format === 'fp32' ? 'float32' : 'float16', ...(mapRows && { mapRows }) }));
  const weight = format === 'fp32' ? stored : graph.add('Cast', [stored], { to: FLOAT32 });
  return graph.add('Gemm', added === undefined ? [x, weight] : [x, weight, added], { transB: 1 });
}

interface QuantisedOptions {
  readonly bits: 4 | 8;
  readonly mapRows: LinearOptions['mapRows'];
}

function multiplyQuantised(graph: GraphBuilder, x: Value, tensor: WeightTensor, options: QuantisedOptions): Value {
  const parts = quantisedParts(tensor, options).map((part) => graph.weight(part));
  const [outputs, inputs] = tensor.shape;
  return graph.add('com.microsoft.MatMulNBits', [x, ...parts], { N: outputs!, K: inputs!, bits: options.bits, block_size: BLOCK, accuracy_level: ACCURACY_LEVEL });
}

/** Numbers, scales and zeros, written in this order: scales and zeros are few, and kept from when the numbers are made. */
function quantisedParts(tensor: WeightTensor, { bits, mapRows = (rows) => rows }: QuantisedOptions): StreamedInitializer[] {
  const [outputs, inputs] = tensor.shape as readonly [number, number];
  const blocks = Math.ceil(inputs / BLOCK);
  let kept: { readonly scales: Uint8Array[]; readonly zeros: Uint8Array[] } | undefined;
  async function* numbers(): AsyncGenerator<Uint8Array> {
    const made = { scales: [] as Uint8Array[], zeros: [] as Uint8Array[] };
    for await (const { rows, length } of readRows(tensor)) {
      const { packed, scales, zeros } = quantiseRows(mapRows(rows, length), length, bits);
      made.scales.push(new Uint8Array(scales.buffer));
      made.zeros.push(zeros);
      yield packed;
    }
    kept = made;
  }
  const after = (part: 'scales' | 'zeros') =>
    async function* (): AsyncGenerator<Uint8Array> {
      const run = numbers();
      while (kept === undefined) await run.next();
      yield* kept[part];
    };
  return [
    { name: `${tensor.name}.int${bits}`, type: 'uint8', dims: [outputs, blocks, (BLOCK * bits) / 8], pieces: numbers },
    { name: `${tensor.name}.scales`, type: 'float32', dims: [outputs, blocks], pieces: after('scales') },
    { name: `${tensor.name}.zeros`, type: 'uint8', dims: [outputs, Math.ceil((blocks * bits) / 8)], pieces: after('zeros') },
  ];
}
