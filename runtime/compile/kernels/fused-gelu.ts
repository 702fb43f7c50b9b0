import { elementwise } from '../elementwise.ts';
import { kernel, type KernelTable } from '../kernel.ts';
import type { TensorInfo } from '@tensorflow/tfjs';

/** GELU by the error function, and the product of its slope with `dy`. */
export const fusedGelu: KernelTable = {
  // ONNX Runtime turns this very pattern into one node, as long as nothing else reads what lies between
  AffektGelu: kernel<{ readonly x: TensorInfo }>((recorder, { x }) =>
    elementwise(recorder, [x], 'float32', (name) => {
      const error = recorder.emit('Erf', [recorder.emit('Div', [name, recorder.scalar(Math.SQRT2)])]);
      const product = recorder.emit('Mul', [name, recorder.emit('Add', [error, recorder.scalar(1)])]);
      return recorder.emit('Mul', [product, recorder.scalar(0.5)]);
    }),
  ),
  // With u = x / √2 the slope is Φ(x) + u · exp(−u²) / √π; HardSigmoid is x / 2 + 1 / 2 in one pass
  AffektGeluGradient: kernel<{ readonly x: TensorInfo; readonly dy: TensorInfo }>((recorder, { x, dy }) =>
    elementwise(recorder, [x, dy], 'float32', (name, change) => {
      const u = recorder.emit('Mul', [name, recorder.scalar(Math.SQRT1_2)]);
      const share = recorder.emit('HardSigmoid', [recorder.emit('Erf', [u])], { alpha: { float: 0.5 }, beta: { float: 0.5 } });
      const bell = recorder.emit('Div', [u, recorder.emit('Exp', [recorder.emit('Mul', [u, u])])]);
      const slope = recorder.emit('Add', [recorder.emit('Mul', [bell, recorder.scalar(1 / Math.sqrt(Math.PI))]), share]);
      return recorder.emit('Mul', [slope, change]);
    }),
  ),
};
