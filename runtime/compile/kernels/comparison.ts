import { elementwise } from '../elementwise.ts';
import { kernel, type Kernel, type KernelTable } from '../kernel.ts';
import type { TensorInfo } from '@tensorflow/tfjs';

function compare(op: string): Kernel {
  return kernel<{ readonly a: TensorInfo; readonly b: TensorInfo }>((recorder, { a, b }) =>
    elementwise(recorder, [a, b], 'bool', (x, y) => recorder.emit(op, [x, y])),
  );
}

/** Comparisons, logic and choice. */
export const comparison: KernelTable = {
  Greater: compare('Greater'),
  GreaterEqual: compare('GreaterOrEqual'),
  Less: compare('Less'),
  LessEqual: compare('LessOrEqual'),
  Equal: compare('Equal'),
  NotEqual: kernel<{ readonly a: TensorInfo; readonly b: TensorInfo }>((recorder, { a, b }) =>
    elementwise(recorder, [a, b], 'bool', (x, y) => recorder.emit('Not', [recorder.emit('Equal', [x, y])])),
  ),
  LogicalAnd: compare('And'),
  LogicalOr: compare('Or'),
  LogicalNot: kernel<{ readonly x: TensorInfo }>((recorder, { x }) => elementwise(recorder, [x], 'bool', (name) => recorder.emit('Not', [name]))),
  Select: kernel<{ readonly condition: TensorInfo; readonly t: TensorInfo; readonly e: TensorInfo }>((recorder, { condition, t, e }) => {
    if (condition.shape.length === 1 && t.shape.length > 1) {
      // tfjs chooses whole rows by a vector
      const shape = [condition.shape[0]!, ...t.shape.slice(1).map(() => 1)];
      const column = recorder.emit('Reshape', [recorder.name(condition), recorder.int64(shape)]);
      return recorder.result(recorder.emit('Where', [column, recorder.name(t), recorder.name(e)]), t.shape, t.dtype);
    }
    return elementwise(recorder, [condition, t, e], t.dtype, (c, yes, no) => recorder.emit('Where', [c, yes, no]));
  }),
};
