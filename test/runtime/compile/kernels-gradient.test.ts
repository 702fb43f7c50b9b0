import tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { compile } from '../../../runtime/compile/compile.ts';
import { KERNELS } from '../../../runtime/compile/kernel-table.ts';
import { onTfjsCpu } from './on-tfjs-cpu.ts';
import { randomArray } from './random-array.ts';
import { runOnnx } from './run-onnx.ts';
import type { Tensor, Tensor1D, Tensor3D, Tensor4D } from '@tensorflow/tfjs';

type Fn = (x: Tensor, y: Tensor) => Tensor | Tensor[];

/** Kernels, then what is computed, then the shapes of what it is differentiated by; a letter is a random size. */
type Case = readonly [kernels: string, fn: Fn, x?: Shape, y?: Shape];
type Shape = readonly (number | string)[];

const ROWS: Shape = ['b', 'd'];
const IMAGE: Shape = [2, 5, 4, 2];
const FILTER: Shape = [3, 2, 2, 3];
const DEPTHWISE: Shape = [3, 2, 2, 2];

const constant = (shape: number[], seed = 5) => tf.tensor(randomArray(shape.reduce((a, b) => a * b, 1), seed), shape);
const positive = (fn: (x: Tensor) => Tensor): Fn => (x) => fn(x.abs().add(1.1));
const image = (fn: (x: Tensor4D, y: Tensor4D) => Tensor): Fn => (x, y) => fn(x as Tensor4D, y as Tensor4D);
const ids = (values: number[]) => tf.tensor1d(values, 'int32');

const cases: readonly Case[] = [
  ['Add', (x, y) => x.add(y), ROWS, ['d']],
  ['Add', (x, y) => x.add(y).add(x), [3], ['b', 1]],
  ['AddN', (x, y) => tf.addN([x, y, x]), ROWS, ROWS],
  ['Sub', (x, y) => x.sub(y), ROWS, ['b', 1]],
  ['Multiply', (x, y) => x.mul(y), ['b', 1, 'd'], ['t', 1]],
  ['RealDiv', (x, y) => x.div(y.abs().add(1)), ROWS, [1, 'd']],
  ['Maximum', (x, y) => x.maximum(y), [6], [6]],
  ['Maximum', (x, y) => x.maximum(y), ['b', 3], [3]],
  ['Minimum', (x, y) => x.minimum(y), ['b', 1], [3]],
  ['Pow', (x, y) => x.abs().add(0.2).pow(y), ROWS, ['d']],
  ...[-1, 0.5, 1, 1.5, 2, 2.5, 3].map((power): Case => ['Pow', positive((x) => x.pow(power)), ROWS]),
  ['Mod', (x) => tf.mod(x.mul(3), tf.scalar(1.71)), [6]],
  ['SquaredDifference', (x, y) => tf.squaredDifference(x, y), ROWS, ROWS],
  ['SquaredDifference', (x, y) => tf.squaredDifference(x, y), ROWS, ['d']],
  ['Select', (x, y) => tf.where(x.greater(0), x.square(), y), ROWS, ROWS],
  ['Select', (x, y) => tf.where(constant([3, 1]).greater(0), x, y), [3, 4], [4]],
  ['Greater LogicalNot', (x, y) => x.mul(x.greater(0).logicalNot().toFloat()).add(y.mul(y.less(0).toFloat())), ROWS, ROWS],
  ['Cast', (x) => x.mul(7).toInt().toFloat().mul(x), [6]],
  ...(['exp', 'neg', 'abs', 'erf', 'sin', 'cos', 'tan', 'atan', 'sinh', 'cosh', 'asinh', 'tanh', 'sigmoid', 'softplus', 'square', 'expm1', 'relu', 'elu', 'selu'] as const).map(
    (name): Case => [name[0]!.toUpperCase() + name.slice(1) + (name === 'elu' ? ' EluGrad' : ''), (x) => x[name](), ROWS],
  ),
  ...(['floor', 'ceil', 'round', 'sign', 'step'] as const).map((name): Case => [name[0]!.toUpperCase() + name.slice(1), (x) => x.mul(1.2)[name]().add(x), [6]]),
  ...(['asin', 'acos', 'atanh'] as const).map((name): Case => [name[0]!.toUpperCase() + name.slice(1), (x) => x.mul(0.7)[name](), ROWS]),
  ...(['acosh', 'log', 'log1p', 'sqrt', 'rsqrt', 'reciprocal'] as const).map((name): Case => [name[0]!.toUpperCase() + name.slice(1), positive((x) => x[name]()), ROWS]),
  ['Relu6', (x) => x.mul(9).relu6(), ROWS],
  ['LeakyRelu', (x) => tf.leakyRelu(x, 0.3), ROWS],
  ['Prelu', (x, y) => x.prelu(y), ROWS, ['d']],
  ['ClipByValue', (x) => x.clipByValue(-0.45, 0.32), [8]],
  ['Softmax', (x) => x.softmax(), ['b', 't', 'd']],
  ['LogSoftmax', (x) => x.logSoftmax(), ['b', 't', 'd']],
  ['Sum', (x) => [x.sum(), x.sum(1), x.sum([0, 2], true)], ['b', 't', 'd']],
  ['Sum', (x) => x.sum(1).square(), ['b', 't', 'd']],
  ['Mean', (x) => [x.mean(), x.mean([1, 2]), x.sub(x.mean(-1, true)).square()], ['b', 't', 'd']],
  ['Max', (x) => [x.max(-1), x.max([0, 1], true)], [2, 3, 3]],
  ['Min', (x) => x.min(1), [3, 4]],
  ['Prod', (x) => x.prod(1), ['b', 't', 'd']],
  ['All Any', (x) => x.mul(x.greater(-0.5).all(1, true).toFloat()).mul(x.greater(0.5).any(1, true).toFloat()), [3, 4]],
  ['TopK', (x) => tf.topk(x, 2).values, [2, 2, 4]],
  ['Cumsum', (x) => [x.cumsum(0), x.cumsum(1, true), x.cumsum(2, false, true)], [2, 3, 3]],
  ['Cumprod', (x) => [tf.cumprod(x, 0), tf.cumprod(x, 1, true), tf.cumprod(x, 2, false, true)], [2, 3, 5]],
  ['Reshape', (x) => x.reshape([-1]).reshape([3, -1]).square(), [3, 't', 'd']],
  ['ExpandDims', (x) => x.expandDims(1), ROWS],
  ['Transpose', (x) => x.transpose([2, 0, 1]), ['b', 't', 'd']],
  ['Identity', (x) => x.clone().mul(x), ROWS],
  ['Tile', (x) => x.tile([2, 3]), ROWS],
  ['Tile', (x, y) => tf.broadcastTo(x, [3, 4, 2, 2]).mul(tf.broadcastTo(y, [3, 4, 2, 2])), [3, 1, 2, 1], [4, 1, 2]],
  ['ZerosLike OnesLike Fill Range LinSpace', (x) => x.mul(tf.onesLike(x)).add(tf.zerosLike(x)).add(tf.fill([4], 2)).mul(tf.range(0, 4)).add(tf.linspace(0, 1, 4)), ['b', 4]],
  ['PadV2', (x) => x.pad([[1, 0], [0, 2]], 0.3), ROWS],
  ['MirrorPad', (x) => tf.mirrorPad(x, [[1, 0], [2, 3]], 'reflect'), [3, 5]],
  ['Concat', (x, y) => tf.concat([x, y, x], 1), ROWS, ['b', 2]],
  ['Pack', (x, y) => tf.stack([x, y], 1), ROWS, ROWS],
  ['Unpack', (x) => tf.unstack(x, 1).slice(1), ['b', 3]],
  ['SplitV', (x) => tf.split(x, [1, 2], 1)[1]!, ['b', 3, 'd']],
  ['Slice', (x) => x.slice([1, 0], [-1, 2]), [4, 3]],
  ['StridedSlice', (x) => tf.stridedSlice(x, [0, 1, -1], [2, 6, 0], [1, 2, -1], 1, 5), [2, 7, 3]],
  ['StridedSlice', (x) => tf.stridedSlice(x, [0, 5], [2, 0], [1, -2]), [2, 6]],
  ['StridedSlice', (x) => tf.stridedSlice(x, [0, 2], [0, 3], [1, 1], 1, 1, 0, 0, 2), ['b', 5]],
  ['Reverse', (x) => x.reverse([0, 2]), ['b', 't', 'd']],
  ['GatherV2', (x) => x.gather(ids([3, 0, 3, 1])), [4, 'd']],
  ['GatherV2', (x) => x.gather(tf.tensor2d([[3, 0], [3, 1]], [2, 2], 'int32'), 1), ['b', 4, 'd']],
  ['GatherV2 ScatterNd', (x) => x.gather(tf.tensor2d([[3, 0, 3], [1, 1, 2]], [2, 3], 'int32'), 1, 1), [2, 4, 'd']],
  ['GatherNd', (x) => tf.gatherND(x, tf.tensor2d([[0, 1], [1, 3], [0, 1]], [3, 2], 'int32')), [2, 4, 'd']],
  ['ScatterNd', (x) => tf.scatterND(tf.tensor2d([[0], [2], [0]], [3, 1], 'int32'), x, [4, 2]), [3, 2]],
  ['UnsortedSegmentSum', (x) => tf.unsortedSegmentSum(x, ids([0, 2, -1, 0]), 3), [4, 'd']],
  ['BatchMatMul', (x, y) => tf.matMul(x, y), ['b', 't'], ['t', 'd']],
  ...([[true, false], [false, true], [true, true]] as const).flatMap(([left, right]): Case[] => [
    ['BatchMatMul', (x, y) => tf.matMul(x, y, left, right), left ? [3, 'b'] : ['b', 3], right ? ['d', 3] : [3, 'd']],
    ['BatchMatMul', (x, y) => tf.matMul(x, y, left, right), left ? [2, 3, 'b'] : [2, 'b', 3], right ? [2, 'd', 3] : [2, 3, 'd']],
  ]),
  ['BatchMatMul', (x, y) => tf.matMul(x, y), ['b', 't', 3], [3, 'd']],
  ['BatchMatMul', (x, y) => tf.matMul(x, y, false, true), ['b', 2, 't', 3], ['d', 3]],
  ['BatchMatMul', (x, y) => tf.matMul(x, y), [1, 't', 3], [2, 3, 'd']],
  ['BatchMatMul', (x, y) => tf.matMul(x, y, true), [3, 't'], ['b', 3, 'd']],
  ['_FusedMatMul', (x, y) => tf.fused.matMul({ a: x, b: y, bias: constant([2]), activation: 'sigmoid' }), ['b', 't'], ['t', 2]],
  ['Einsum', (x, y) => tf.einsum('bij,bjk->bik', x, y), [2, 'i', 3], [2, 3, 'k']],
  ['Einsum', (x, y) => tf.einsum('ij, kj -> ki', x, y), ['i', 3], ['k', 3]],
  ['Einsum', (x) => tf.einsum('ijk->ki', x), ['i', 'j', 'k']],
  ['Einsum', (x, y) => tf.einsum('ij,j->i', x, y), ['i', 3], [3]],
  ['Conv2D Conv2DBackpropInput Conv2DBackpropFilter', image((x, y) => tf.conv2d(x, y, 1, 'same')), IMAGE, FILTER],
  ['Conv2D Conv2DBackpropInput Conv2DBackpropFilter', image((x, y) => tf.conv2d(x, y, [2, 3], 'valid')), [2, 6, 5, 2], FILTER],
  ['Conv2D Conv2DBackpropInput Conv2DBackpropFilter', image((x, y) => tf.conv2d(x, y, 1, 'same', 'NHWC', [1, 2])), IMAGE, FILTER],
  ['Conv2D Conv2DBackpropInput Conv2DBackpropFilter', (x, y) => tf.conv1d(x as Tensor3D, y as Tensor3D, 1, 'valid', 'NWC', 3), [2, 8, 2], [3, 2, 3]],
  ['DepthwiseConv2dNative DepthwiseConv2dNativeBackpropInput DepthwiseConv2dNativeBackpropFilter', image((x, y) => tf.depthwiseConv2d(x, y, 2, 'same')), IMAGE, DEPTHWISE],
  ['DepthwiseConv2dNative DepthwiseConv2dNativeBackpropInput DepthwiseConv2dNativeBackpropFilter', image((x, y) => tf.depthwiseConv2d(x, y, 1, 'valid', 'NHWC', [2, 3])), IMAGE, DEPTHWISE],
  ['Conv2DBackpropInput', image((x, y) => tf.conv2dTranspose(x, y, [2, 10, 8, 3], 2, 'same')), IMAGE, [3, 3, 3, 2]],
  ['FusedConv2D', image((x, y) => tf.fused.conv2d({ x, filter: y, strides: 1, pad: 'same', bias: constant([3]), activation: 'sigmoid' })), IMAGE, FILTER],
  ['FusedDepthwiseConv2D', image((x, y) => tf.fused.depthwiseConv2d({ x, filter: y, strides: 1, pad: 'same', bias: constant([4]), activation: 'sigmoid' })), IMAGE, DEPTHWISE],
  ['MaxPool MaxPoolGrad', image((x) => tf.maxPool(x, 3, 2, 'same')), [2, 4, 4, 2]],
  ['MaxPool MaxPoolGrad', image((x) => tf.maxPool(x, [2, 3], [1, 2], 'valid')), [1, 5, 5, 2]],
  ['AvgPool AvgPoolGrad', image((x) => tf.avgPool(x, 3, 2, 'same')), IMAGE],
  ['AvgPool AvgPoolGrad', image((x) => tf.avgPool(x, [5, 4], 1, 'valid')), IMAGE],
  ['FusedBatchNorm', image((x, y) => tf.batchNorm(x, tf.mean<Tensor1D>(x, [0, 1, 2]), y.square().add(0.5) as unknown as Tensor1D, constant([2]) as Tensor1D, y)), IMAGE, [2]],
  ...([[false, false], [true, false], [false, true]] as const).flatMap(([corners, half]): Case[] => [
    ['ResizeBilinear ResizeBilinearGrad', image((x) => tf.image.resizeBilinear(x, [7, 3], corners, half)), IMAGE],
    ['ResizeNearestNeighbor ResizeNearestNeighborGrad', image((x) => tf.image.resizeNearestNeighbor(x, [3, 9], corners, half)), IMAGE],
  ]),
  ['SpaceToBatchND', (x) => tf.spaceToBatchND(x, [2, 2], [[1, 0], [0, 0]]), IMAGE],
  ['BatchToSpaceND', (x) => tf.batchToSpaceND(x, [2, 1], [[1, 0], [0, 1]]), IMAGE],
];

/** Results are whole numbers, truths or places, or tfjs gives no derivative by anything real. */
const WITHOUT_GRADIENT = [
  'FloorDiv', 'GreaterEqual', 'Less', 'LessEqual', 'Equal', 'NotEqual', 'LogicalAnd', 'LogicalOr', 'IsNan', 'IsInf', 'IsFinite',
  'ArgMax', 'ArgMin', 'OneHot', 'Bincount', 'SparseToDense', 'TensorScatterUpdate', 'BroadcastTo',
];

beforeAll(() => onTfjsCpu());

test.each(cases.map((each, index) => [each[0], index] as const))('the gradient of %s is that of finite differences, its value that of tfjs (case %i)', async (_, index) => {
  const [, fn, xShape = ROWS, yShape = [1]] = cases[index]!;
  const size = randomSizes(index + 1);
  const [x, y] = [xShape, yShape].map((shape, at) => spacedValues(shape.map(size), 31 * index + at + 3)) as [Values, Values];
  const value = (left: Tensor, right: Tensor) => tf.addN(([fn(left, right)].flat()).map((result, at) => result.mul(constant(result.shape, 90 + at)).sum()));
  const bytes = compile((inputs) => {
    const [dx, dy] = tf.grads((left, right) => value(left, right).add(right.sum().mul(0)))([inputs.x!, inputs.y!]);
    return { value: value(inputs.x!, inputs.y!), dx: dx!, dy: dy! };
  }, { name: 'case', inputs: { x: { dims: x.dims }, y: { dims: y.dims } } });
  const actual = await runOnnx(bytes, { x, y });
  const onCpu = (left: Float32Array, right: Float32Array) => tf.tidy(() => value(tf.tensor(left, x.dims), tf.tensor(right, y.dims)).dataSync()[0]!);
  expect(Math.abs(actual.value!.data[0]! - onCpu(x.data, y.data))).toBeLessThan(1e-4 * Math.max(1, Math.abs(actual.value!.data[0]!)));
  expectClose(actual.dx!.data, differences(x.data, (data) => onCpu(data, y.data)));
  expectClose(actual.dy!.data, differences(y.data, (data) => onCpu(x.data, data)));
});

test('every kernel in the table has a gradient tested, or is listed as having none', () => {
  const covered = new Set([...cases.flatMap(([kernels]) => kernels.split(' ')), ...WITHOUT_GRADIENT]);
  expect(Object.keys(KERNELS).filter((kernelName) => !kernelName.startsWith('Affekt') && !covered.has(kernelName))).toEqual([]);
});

interface Values {
  readonly data: Float32Array;
  readonly dims: number[];
}

/** Each letter is a size from 2 to 4, the same wherever it stands. */
function randomSizes(seed: number): (dim: number | string) => number {
  const sizes = new Map<string, number>();
  return (dim) => {
    if (typeof dim === 'number') return dim;
    if (!sizes.has(dim)) sizes.set(dim, 3 + Math.floor(1.5 * randomArray(4, seed + 13 * sizes.size)[3]!));
    return sizes.get(dim)!;
  };
}

/** Values in random order that are apart from each other, and from zero, by more than a finite difference. */
function spacedValues(dims: number[], seed: number): Values {
  const count = dims.reduce((a, b) => a * b, 1);
  const order = [...randomArray(count, seed).entries()].sort(([, a], [, b]) => a - b).map(([at]) => at);
  return { dims, data: Float32Array.from(order, (rank) => (2 * rank + 1.3 + 0.3 * (seed % 2)) / count - 1) };
}

/** Central differences of fourth order. */
function differences(data: Float32Array, value: (data: Float32Array) => number): number[] {
  const step = 0.12 / Math.max(data.length, 40);
  return [...data.keys()].map((index) => {
    const at = (steps: number) => value(data.with(index, data[index]! + steps * step));
    return (8 * (at(1) - at(-1)) - (at(2) - at(-2))) / (12 * step);
  });
}

function expectClose(actual: readonly number[], expected: readonly number[]): void {
  expect(actual).toHaveLength(expected.length);
  const scale = Math.max(1, ...expected.map(Math.abs));
  const worst = actual.reduce((most, value, index) => Math.max(most, Math.abs(value - expected[index]!)), 0);
  expect(worst).toBeLessThan(4e-3 * scale);
}
