import { elementwise } from '../elementwise.ts';
import { kernel, type Kernel, type KernelTable } from '../kernel.ts';
import type { Recorder } from '../recorder.ts';
import type { TensorInfo } from '@tensorflow/tfjs';

interface One {
  readonly x: TensorInfo;
}

/** Given to the kernels whose name promises it. */
interface Slope {
  readonly alpha?: number;
}

function activation(build: (recorder: Recorder, name: string, attributes: Slope) => string): Kernel {
  return kernel<One, Slope>((recorder, { x }, attributes) =>
    elementwise(recorder, [x], x.dtype, (name) => build(recorder, name, attributes)),
  );
}

function alongLastAxis(op: string): Kernel {
  return kernel<{ readonly logits: TensorInfo }>((recorder, { logits }) =>
    recorder.result(recorder.emit(op, [recorder.name(logits)], { axis: logits.shape.length - 1 }), logits.shape, 'float32'),
  );
}

/** Activation functions. */
export const activations: KernelTable = {
  Relu: activation((recorder, x) => recorder.emit('Relu', [x])),
  Relu6: activation((recorder, x) => recorder.emit('Clip', [x, recorder.scalar(0), recorder.scalar(6)])),
  LeakyRelu: activation((recorder, x, { alpha = 0.2 }) => recorder.emit('LeakyRelu', [x], { alpha: { float: alpha } })),
  Elu: activation((recorder, x) => recorder.emit('Elu', [x])),
  Selu: activation((recorder, x) => recorder.emit('Selu', [x])),
  Sigmoid: activation((recorder, x) => recorder.emit('Sigmoid', [x])),
  Tanh: activation((recorder, x) => recorder.emit('Tanh', [x])),
  ClipByValue: kernel<One, { clipValueMin: number; clipValueMax: number }>((recorder, { x }, { clipValueMin, clipValueMax }) =>
    elementwise(recorder, [x], x.dtype, (name) => recorder.emit('Clip', [name, recorder.scalar(clipValueMin, x.dtype), recorder.scalar(clipValueMax, x.dtype)])),
  ),
  // One where x > 0, alpha elsewhere; NaN stays NaN in tfjs and becomes alpha here
  Step: activation((recorder, x, { alpha = 0 }) => {
    const above = recorder.emit('Greater', [x, recorder.scalar(0)]);
    return alpha === 0 ? recorder.emit('Cast', [above], { to: 1 }) : recorder.emit('Where', [above, recorder.scalar(1), recorder.scalar(alpha)]);
  }),
  EluGrad: kernel<{ readonly dy: TensorInfo; readonly y: TensorInfo }>((recorder, { dy, y }) =>
    elementwise(recorder, [dy, y], dy.dtype, (dyName, yName) => {
      const slope = recorder.emit('Add', [recorder.emit('Min', [yName, recorder.scalar(0)]), recorder.scalar(1)]);
      return recorder.emit('Mul', [dyName, slope]);
    }),
  ),
  Prelu: kernel<{ readonly x: TensorInfo; readonly alpha: TensorInfo }>((recorder, { x, alpha }) =>
    elementwise(recorder, [x, alpha], x.dtype, (name, slope) => recorder.emit('PRelu', [name, slope])),
  ),
  Softmax: alongLastAxis('Softmax'),
  LogSoftmax: alongLastAxis('LogSoftmax'),
};
