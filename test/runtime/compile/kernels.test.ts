import tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { compile } from '../../../runtime/compile/compile.ts';
import { KERNELS } from '../../../runtime/compile/kernel-table.ts';
import { gru } from '../../../runtime/ops/gru.ts';
import { lstm, type LstmResult } from '../../../runtime/ops/lstm.ts';
import { scan, type ScanBody } from '../../../runtime/ops/scan.ts';
import { onTfjsCpu } from './on-tfjs-cpu.ts';
import { randomArray } from './random-array.ts';
import { runOnnx } from './run-onnx.ts';
import type { Tensor, Tensor1D, Tensor3D, Tensor4D } from '@tensorflow/tfjs';

type Fn = (x: Tensor, y: Tensor) => Tensor | Tensor[];

/** Kernel, then what is computed, then the shapes of its inputs; the leading `b` may vary. */
type Case = readonly [kernel: string, fn: Fn, x?: Shape, y?: Shape];
type Shape = readonly (number | 'b')[];

const IMAGE: Shape = ['b', 7, 6, 3];
const VECTOR: Shape = ['b', 5];

const image = (fn: (x: Tensor4D) => Tensor | Tensor[]): Fn => (x) => fn(x as Tensor4D);
const positive = (fn: (x: Tensor) => Tensor): Fn => (x) => fn(x.abs().add(1.1));
const constant = (shape: number[], seed = 5) => tf.tensor(randomArray(shape.reduce((a, b) => a * b, 1), seed), shape);
const whole = (x: Tensor, scale = 7) => x.mul(scale).floor().toInt();
/** Makes the value after it an image with its channels first. */
const convolved = (x: Tensor) => tf.conv2d(x as Tensor4D, constant([2, 3, 3, 4]) as Tensor4D, 1, 'same');
const onImage = (fn: (x: Tensor4D) => Tensor | Tensor[]): Fn => (x) => fn(convolved(x));

const addUp: ScanBody = ({ carry, inputs, constants }) => {
  const sum = carry.sum!.mul(constants.factor!).add(inputs.x!);
  return { carry: { sum }, outputs: { tanh: sum.tanh(), width: sum.reshape([-1]) } };
};
const addingUp = (x: Tensor, factor: Tensor, reverse = false): Tensor[] => {
  const { carry, outputs } = scan(addUp, { carry: { sum: tf.zeros(x.shape.slice(1)) }, inputs: { x }, constants: { factor }, reverse });
  return [carry.sum!, outputs.tanh!, outputs.width!];
};

const recurrentWeights = (gates: number, directions = 2) => ({
  weight: constant([directions, gates * 2, 3]),
  recurrence: constant([directions, gates * 2, 2]),
  bias: constant([directions, gates * 4]),
});

const statesAndCells = ({ states, cells }: LstmResult): Tensor[] => [states, cells];

const cases: readonly Case[] = [
  ['AffektScan', (x) => addingUp(x, tf.scalar(0.5)), VECTOR],
  ['AffektLstm', (x) => statesAndCells(lstm(x, recurrentWeights(4), { direction: 'both' })), [6, 'b', 3]],
  ['AffektLstm', (x, y) => statesAndCells(lstm(x, recurrentWeights(4, 1), { direction: 'backward', mask: y.greater(-2).toFloat() })), ['b', 3, 3], ['b', 3]],
  ['AffektGru', (x) => gru(x, recurrentWeights(3), { direction: 'both' }), ['b', 4, 3]],
  ['AffektScan', (x, y) => addingUp(x, y, true), [6, 'b', 3], ['b', 1]],
  ['Add', (x, y) => x.add(y), VECTOR, [5]],
  ['Add', (x) => convolved(x).add(constant([4])), IMAGE],
  ['Add', (x) => convolved(x).add(constant([7, 6, 1])), IMAGE],
  ['Add', (x, y) => convolved(x).add(y), IMAGE, ['b', 7, 6, 4]],
  ['Add', (x, y) => convolved(x).add(y), IMAGE, [4]],
  ['AddN', (x, y) => tf.addN([x, y, x]), VECTOR, VECTOR],
  ['Sub', (x, y) => x.sub(y), VECTOR, ['b', 1]],
  ['Multiply', (x, y) => x.mul(y), VECTOR, VECTOR],
  ['Multiply', (x) => convolved(x).mul(tf.scalar(3)), IMAGE],
  ['RealDiv', (x, y) => x.div(y.abs().add(0.5)), VECTOR, VECTOR],
  ['Maximum', (x, y) => x.maximum(y), VECTOR, VECTOR],
  ['Minimum', (x, y) => x.minimum(y), VECTOR, VECTOR],
  ['Maximum', (x) => x.mul(9).minimum(6).maximum(0), VECTOR],
  ['Pow', (x, y) => x.abs().pow(y), VECTOR, VECTOR],
  ['FloorDiv', (x, y) => tf.floorDiv(whole(x), whole(y).abs().add(tf.scalar(1, 'int32'))), VECTOR, VECTOR],
  ['Mod', (x, y) => tf.mod(x.mul(5), y.add(1.5)), VECTOR, VECTOR],
  ['Mod', (x) => tf.mod(whole(x), tf.scalar(3, 'int32')), VECTOR],
  ['SquaredDifference', (x, y) => tf.squaredDifference(x, y), VECTOR, VECTOR],
  ['Greater', (x, y) => x.greater(y), VECTOR, VECTOR],
  ['GreaterEqual', (x, y) => whole(x, 2).greaterEqual(whole(y, 2)), VECTOR, VECTOR],
  ['Less', (x, y) => x.less(y), VECTOR, VECTOR],
  ['LessEqual', (x, y) => whole(x, 2).lessEqual(whole(y, 2)), VECTOR, VECTOR],
  ['Equal', (x, y) => whole(x, 2).equal(whole(y, 2)), VECTOR, VECTOR],
  ['NotEqual', (x, y) => whole(x, 2).notEqual(whole(y, 2)), VECTOR, VECTOR],
  ['LogicalAnd', (x, y) => x.greater(0).logicalAnd(y.greater(0)), VECTOR, VECTOR],
  ['LogicalOr', (x, y) => x.greater(0).logicalOr(y.greater(0)), VECTOR, VECTOR],
  ['LogicalNot', (x) => x.greater(0).logicalNot(), VECTOR],
  ['Select', (x, y) => tf.where(x.greater(0), x, y), VECTOR, VECTOR],
  ...(['exp', 'neg', 'abs', 'erf', 'floor', 'ceil', 'sign', 'sin', 'cos', 'tan', 'asin', 'acos', 'atan', 'sinh', 'cosh', 'asinh'] as const).map(
    (name): Case => [name[0]!.toUpperCase() + name.slice(1), (x) => x[name](), VECTOR],
  ),
  ['Round', (x) => x.mul(4).floor().div(2).round(), VECTOR],
  ['Atanh', (x) => x.mul(0.9).atanh(), VECTOR],
  ['Acosh', positive((x) => x.acosh()), VECTOR],
  ['Log', positive((x) => x.log()), VECTOR],
  ['Log1p', positive((x) => x.log1p()), VECTOR],
  ['Sqrt', positive((x) => x.sqrt()), VECTOR],
  ['Rsqrt', positive((x) => x.rsqrt()), VECTOR],
  ['Reciprocal', positive((x) => x.reciprocal()), VECTOR],
  ['Expm1', (x) => x.expm1(), VECTOR],
  ['Square', (x) => x.square(), VECTOR],
  ['Softplus', (x) => x.softplus(), VECTOR],
  ['IsNan', (x) => tf.isNaN(x.sqrt()), VECTOR],
  ['IsInf', (x) => tf.isInf(x.relu().log()), VECTOR],
  ['IsFinite', (x) => tf.isFinite(x.log()), VECTOR],
  ['Relu', (x) => x.relu(), VECTOR],
  ['Relu6', (x) => x.mul(9).relu6(), VECTOR],
  ['LeakyRelu', (x) => tf.leakyRelu(x, 0.3), VECTOR],
  ['Elu', (x) => x.elu(), VECTOR],
  ['Selu', (x) => x.selu(), VECTOR],
  ['Sigmoid', (x) => x.sigmoid(), VECTOR],
  ['Tanh', (x) => x.tanh(), VECTOR],
  ['Prelu', (x) => tf.prelu(convolved(x), constant([1, 1, 4])), IMAGE],
  ['Prelu', (x, y) => x.prelu(y), VECTOR, [5]],
  ['ClipByValue', (x) => x.clipByValue(-0.4, 0.3), VECTOR],
  ['Step', (x) => tf.step(x, 0.2), VECTOR],
  ['Softmax', (x) => x.softmax(), VECTOR],
  ['Softmax', onImage((x) => x.softmax()), IMAGE],
  ['LogSoftmax', (x) => x.logSoftmax(), VECTOR],
  ['Sum', (x) => x.sum(), VECTOR],
  ['Sum', (x) => whole(x).sum(1), VECTOR],
  ['Mean', (x) => whole(x).mean(1), VECTOR],
  ...([[0], [1], [3], [1, 2], [1, 3], [0, 2]] as const).flatMap((axes): Case[] => [
    ['Mean', onImage((x) => x.mean([...axes])), IMAGE],
    ['Max', onImage((x) => x.max([...axes], true)), IMAGE],
  ]),
  ['Min', (x) => x.min(-1), VECTOR],
  ['Prod', (x) => x.prod(1), VECTOR],
  ['All', (x) => x.greater(-0.5).all(1), VECTOR],
  ['Any', (x) => x.greater(0.5).any(1), VECTOR],
  ['ArgMax', onImage((x) => x.argMax(3)), IMAGE],
  ['ArgMin', (x) => x.argMin(1), VECTOR],
  ['Cumsum', (x) => x.cumsum(1, true, true), VECTOR],
  ['Reshape', onImage((x) => x.reshape([x.shape[0], -1])), IMAGE],
  ['Reshape', (x) => x.reshape([x.shape[0] * 7, 2, 9]), IMAGE],
  ['ExpandDims', (x) => x.expandDims(-1), VECTOR],
  ['Transpose', onImage((x) => x.transpose([0, 2, 1, 3])), IMAGE],
  ['Transpose', (x) => x.add(constant([3, 6, 7]).transpose([2, 1, 0])), IMAGE],
  ['Identity', (x) => [x.clone(), x.add(1)], VECTOR],
  ['Cast', (x) => x.mul(5).toInt(), VECTOR],
  ['Cast', (x) => x.greater(0).toFloat(), VECTOR],
  ['Cast', (x) => x.add(tf.tensor([0, 1, 2, -1, 0], [5], 'int32').toBool().toFloat()), VECTOR],
  ['Tile', (x) => x.tile([2, 3]), VECTOR],
  ['BroadcastTo', (x) => tf.broadcastTo(x.expandDims(1), [x.shape[0], 4, 5]), VECTOR],
  ['Fill', (x) => tf.concat([x, tf.fill([x.shape[0], 2], 0.5)], 1), VECTOR],
  ['ZerosLike', (x) => tf.concat([x, tf.zerosLike(x)], 0), VECTOR],
  ['OnesLike', (x) => tf.stack([x, tf.onesLike(x)]), VECTOR],
  ['Range', (x) => x.add(tf.range(1, 6)), VECTOR],
  ['PadV2', onImage((x) => x.pad([[0, 0], [1, 2], [0, 3], [2, 0]], 0.5)), IMAGE],
  ['PadV2', (x) => x.pad([[1, 0], [0, 2]]), VECTOR],
  ['MirrorPad', (x) => tf.mirrorPad(x, [[0, 0], [2, 1]], 'reflect'), VECTOR],
  ['Concat', (x) => tf.concat([convolved(x), x], 3), IMAGE],
  ['Concat', (x, y) => tf.concat([x, y], 0), VECTOR, VECTOR],
  ['Pack', (x, y) => tf.stack([x, y], 1), VECTOR, VECTOR],
  ['Unpack', (x) => tf.unstack(x, 1).slice(1), VECTOR],
  ['SplitV', onImage((x) => tf.split(x, [1, 3], 3)), IMAGE],
  ['SplitV', (x) => tf.split(x, 3, 2), IMAGE],
  ['Slice', onImage((x) => x.slice([0, 1, 0, 2], [-1, 3, -1, 1])), IMAGE],
  ['Slice', (x) => x.slice([1, 0]), VECTOR],
  ['StridedSlice', (x) => tf.stridedSlice(x, [0, 1, -1], [2, 6, 0], [1, 2, -1], 1, 5), IMAGE],
  ['StridedSlice', (x) => tf.stridedSlice(x, [0, 3], [0, 4], [1, 1], 1, 1, 0, 0, 2), VECTOR],
  ['Reverse', (x) => x.reverse([1, 3]), IMAGE],
  ['GatherV2', (x) => x.gather(tf.tensor1d([4, 0, 4], 'int32'), 1), VECTOR],
  ['GatherNd', (x) => tf.gatherND(x, tf.tensor2d([[0, 1], [1, 4]], [2, 2], 'int32')), VECTOR],
  ['OneHot', (x) => tf.oneHot(whole(x, 3).abs(), 4, 2, -1), VECTOR],
  ['BatchMatMul', (x) => tf.matMul(x, constant([5, 3])), VECTOR],
  ['BatchMatMul', (x, y) => tf.matMul(x, y, true, true), ['b', 4, 3], ['b', 5, 4]],
  ['BatchMatMul', (x) => tf.matMul(x, constant([3, 5]), false, true), VECTOR],
  ['_FusedMatMul', (x) => tf.fused.matMul({ a: x, b: constant([5, 3]), bias: constant([3]), activation: 'relu' }), VECTOR],
  ['_FusedMatMul', (x) => tf.fused.matMul({ a: x, b: constant([5, 3]), activation: 'leakyrelu', leakyreluAlpha: 0.3 }), VECTOR],
  ['Conv2D', image((x) => tf.conv2d(x, constant([3, 2, 3, 4]) as Tensor4D, [2, 1], 'same')), IMAGE],
  ['Conv2D', image((x) => tf.conv2d(x, constant([3, 2, 3, 4]) as Tensor4D, 1, 'valid', 'NHWC', [2, 3])), IMAGE],
  ['Conv2D', image((x) => tf.conv2d(x, constant([3, 3, 3, 2]) as Tensor4D, 2, 1, 'NHWC', 1, 'floor')), IMAGE],
  ['Conv2D', (x, y) => tf.conv2d(x as Tensor4D, y as Tensor4D, 1, [[0, 0], [2, 0], [1, 3], [0, 0]]), IMAGE, [3, 2, 3, 4]],
  ['Conv2D', (x) => tf.conv1d(x as Tensor3D, constant([3, 4, 5]) as Tensor3D, 1, 'same', 'NWC', 2), ['b', 9, 4]],
  ...(['relu', 'relu6', 'elu', 'sigmoid', 'prelu', 'linear'] as const).map((activation): Case => [
    'FusedConv2D',
    image((x) => tf.fused.conv2d({ x, filter: constant([3, 3, 3, 4]) as Tensor4D, strides: 2, pad: 'same', bias: constant([4]), activation, preluActivationWeights: constant([1, 1, 4]) })),
    IMAGE,
  ]),
  ['DepthwiseConv2dNative', image((x) => tf.depthwiseConv2d(x, constant([3, 2, 3, 2]) as Tensor4D, 1, 'same', 'NHWC', [1, 2])), IMAGE],
  ['DepthwiseConv2dNative', (x, y) => tf.depthwiseConv2d(x as Tensor4D, y as Tensor4D, 2, 'valid'), IMAGE, [3, 3, 3, 1]],
  ['FusedDepthwiseConv2D', image((x) => tf.fused.depthwiseConv2d({ x, filter: constant([3, 3, 3, 1]) as Tensor4D, strides: 1, pad: 'same', bias: constant([3]), activation: 'relu6' })), IMAGE],
  ['Conv2DBackpropInput', image((x) => tf.conv2dTranspose(x, constant([3, 3, 2, 3]) as Tensor4D, [x.shape[0], 14, 12, 2], 2, 'same')), IMAGE],
  ['MaxPool', image((x) => tf.maxPool(x, 3, 2, 'same')), IMAGE],
  ['MaxPool', image((x) => tf.maxPool(x, [2, 3], [1, 2], 'valid')), IMAGE],
  ['AvgPool', image((x) => tf.avgPool(x, 3, 2, 'same')), IMAGE],
  ['AvgPool', image((x) => tf.avgPool(x, 2, 1, 'valid')), IMAGE],
  ['FusedBatchNorm', (x) => tf.batchNorm(convolved(x), constant([4]), constant([4]).abs(), constant([4]), constant([4])), IMAGE],
  ['FusedBatchNorm', (x, y) => tf.batchNorm(x, constant([5]), y.abs(), constant([5]), y), VECTOR, [5]],
  ...([[false, false], [true, false], [false, true]] as const).flatMap(([corners, half]): Case[] => [
    ['ResizeBilinear', image((x) => tf.image.resizeBilinear(x, [11, 4], corners, half)), IMAGE],
    ['ResizeNearestNeighbor', image((x) => tf.image.resizeNearestNeighbor(x, [5, 13], corners, half)), IMAGE],
  ]),
  ['EluGrad', (x) => tf.grad((v) => v.elu())(x), VECTOR],
  ['Conv2DBackpropFilter', (x) => tf.grad((v) => tf.conv2d(x as Tensor4D, v as Tensor4D, [2, 1], 'valid'))(constant([3, 2, 3, 4])), [2, 6, 6, 3]],
  ['DepthwiseConv2dNativeBackpropInput', (x) => tf.grad((v) => tf.depthwiseConv2d(v as Tensor4D, constant([3, 2, 3, 2]) as Tensor4D, [2, 2], 'same'))(x), IMAGE],
  ['DepthwiseConv2dNativeBackpropFilter', (x) => tf.grad((v) => tf.depthwiseConv2d(x as Tensor4D, v as Tensor4D, 1, 'same'))(constant([3, 2, 3, 2])), [2, 6, 6, 3]],
  ['MaxPoolGrad', (x) => tf.grad((v) => tf.maxPool(v as Tensor4D, 3, 2, 'same').square())(x), [3, 7, 6, 3]],
  ['AvgPoolGrad', (x) => tf.grad((v) => tf.avgPool(v as Tensor4D, 2, 1, 'valid').square())(x), IMAGE],
  ['AvgPoolGrad', (x) => tf.grad((v) => tf.avgPool(v as Tensor4D, [7, 6], 1, 'valid').square())(x), IMAGE],
  ['ResizeBilinearGrad', (x) => tf.grad((v) => tf.image.resizeBilinear(v as Tensor4D, [9, 4], true).square())(x), ['b', 6, 6, 3]],
  ['ResizeNearestNeighborGrad', (x) => tf.grad((v) => tf.image.resizeNearestNeighbor(v as Tensor4D, [14, 12]).square())(x), [1, 7, 6, 3]],
  ['Cumprod', (x) => [tf.cumprod(x, 1), tf.cumprod(x, 1, true, true), tf.cumprod(x, 0)], [6, 5]],
  ['Einsum', (x, y) => tf.einsum('btd,dk->btk', x, y), ['b', 3, 4], [4, 2]],
  ['TopK', (x) => tf.topk(x, 3).values, VECTOR],
  ['TopK', (x) => tf.topk(x, 2).indices, ['b', 3, 7]],
  ['UnsortedSegmentSum', (x, y) => tf.unsortedSegmentSum(x, whole(y, 3).reshape([-1]), 3), [6, 2], [6]],
  ['UnsortedSegmentSum', (x) => tf.unsortedSegmentSum(whole(x), tf.tensor1d([1, 0, 1, 3], 'int32'), 4), [4, 3]],
  ['ScatterNd', (x) => tf.scatterND(tf.tensor2d([[1], [3], [1]], [3, 1], 'int32'), x, [5, 4]), [3, 4]],
  ['TensorScatterUpdate', (x, y) => tf.tensorScatterUpdate(x, tf.tensor2d([[1], [3]], [2, 1], 'int32'), y), [5, 4], [2, 4]],
  ['SparseToDense', (x) => tf.sparseToDense(tf.tensor2d([[0, 1], [2, 3]], [2, 2], 'int32'), x, [3, 4], tf.scalar(0.5)), [2]],
  ['SparseToDense', () => tf.sparseToDense(tf.tensor1d([1, 4], 'int32'), tf.scalar(2), [5], tf.scalar(0))],
  ['Bincount', (x) => tf.bincount(whole(x, 3).abs() as Tensor1D, constant([12]) as Tensor1D, 3), [12]],
  ['Bincount', (x) => tf.bincount(whole(x, 3).abs() as Tensor1D, tf.tensor1d([]), 4), [12]],
  ['LinSpace', (x) => x.add(tf.linspace(-1, 1, 5)), VECTOR],
  ['SpaceToBatchND', (x) => tf.spaceToBatchND(x, [2, 3], [[1, 0], [0, 0]]), IMAGE],
  ['BatchToSpaceND', (x) => tf.batchToSpaceND(x, [2, 1], [[1, 0], [0, 0]]), [6, 3, 2, 1]],
  ['GatherV2', (x) => x.gather(tf.tensor2d([[4, 0], [1, 1], [3, 2]], [3, 2], 'int32'), 1, 1), [3, 5, 2]],
  ['Select', (x, y) => tf.where(y.greater(0), x, tf.scalar(-9)), ['b', 3, 5], ['b', 1, 5]],
  ['LogicalOr', (x, y) => x.greater(0).logicalXor(y.greater(0)), VECTOR, VECTOR],
  ['Add', (x) => tf.broadcastTo(x.sum(1, true), [x.shape[0], 5]).add(2).mul(x.mean(1, true)).concat(x, 1), VECTOR],
  ['Multiply', (x) => tf.concat([x.mul(tf.ones([x.shape[0], 5])), tf.ones([5]).mul(3).sub(1).add(x.mul(0))], 1), VECTOR],
  ...[-1, 0.5, 1, 1.5, 2, 3, 4].map((power): Case => ['Pow', positive((x) => x.pow(power)), VECTOR]),
];

beforeAll(() => onTfjsCpu());

test.each(cases.map((each, index) => [each[0], index] as const))('%s gives what tfjs gives, whatever the batch (case %i)', async (_, index) => {
  const [, fn, x = VECTOR, y = [1]] = cases[index]!;
  const bytes = compile((inputs) => outputsOf(fn(inputs.x!, inputs.y!)), { name: 'case', inputs: { x: { dims: named(x) }, y: { dims: named(y) } } });
  for (const batch of [3, 1 + Number(String(fn).includes('gatherND') || String(fn).includes('slice([1'))]) {
    const [left, right] = [x, y].map((dims, seed) => toArray(sized(dims, batch), 11 + seed)) as [TensorLike4, TensorLike4];
    const expected = tf.tidy(() => Object.values(outputsOf(fn(tf.tensor(left.data, left.dims), tf.tensor(right.data, right.dims)))).map((tensor) => ({ dims: tensor.shape, data: [...tensor.dataSync()] })));
    const actual = await runOnnx(bytes, { x: left, y: right });
    expected.forEach(({ dims, data }, output) => {
      expect(actual[`output${output}`]!.dims).toEqual(dims);
      expect(worst(actual[`output${output}`]!.data, data)).toBeLessThan(2e-5);
    });
  }
});

test('every kernel in the table is covered by a case', () => {
  const covered = new Set(cases.map(([kernelName]) => kernelName));
  expect(Object.keys(KERNELS).filter((kernelName) => !kernelName.startsWith('Affekt') && !covered.has(kernelName))).toEqual([]);
});

interface TensorLike4 {
  readonly data: Float32Array;
  readonly dims: number[];
}

function outputsOf(result: Tensor | Tensor[]): Record<string, Tensor> {
  return Object.fromEntries([result].flat().map((tensor, index) => [`output${index}`, tensor]));
}

function named(shape: Shape): (number | string)[] {
  return shape.map((dim) => (dim === 'b' ? 'batch' : dim));
}

function sized(shape: Shape, batch: number): number[] {
  return shape.map((dim) => (dim === 'b' ? batch : dim));
}

function toArray(dims: number[], seed: number): TensorLike4 {
  return { dims, data: randomArray(dims.reduce((a, b) => a * b, 1), seed) };
}

function worst(actual: readonly number[], expected: readonly number[]): number {
  expect(actual).toHaveLength(expected.length);
  return actual.reduce((most, value, index) => (Object.is(value, expected[index]) ? most : Math.max(most, Math.abs(value - expected[index]!))), 0);
}

