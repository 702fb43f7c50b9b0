import { kernel, type KernelTable } from '../kernel.ts';
import type { TensorInfo } from '@tensorflow/tfjs';

/** Rows of a table, and the sum of what comes back for each row. */
export const fusedEmbedding: KernelTable = {
  AffektEmbedding: kernel<{ readonly table: TensorInfo; readonly indices: TensorInfo }>((recorder, { table, indices }) => {
    const name = recorder.emit('Gather', [recorder.name(table), recorder.name(indices)], { axis: 0 });
    return recorder.result(name, [...indices.shape, table.shape[1]!], table.dtype);
  }),
  AffektEmbeddingGradient: kernel<{ readonly dy: TensorInfo; readonly indices: TensorInfo }, { size: number }>((recorder, { dy, indices }, { size }) => {
    const shape = [size, dy.shape.at(-1)!];
    const zeros = recorder.emit('ConstantOfShape', [recorder.int64(shape)]);
    const at = recorder.emit('Unsqueeze', [recorder.emit('Cast', [recorder.name(indices)], { to: 7 }), recorder.int64([-1])]);
    return recorder.result(recorder.emit('ScatterND', [zeros, at, recorder.name(dy)], { reduction: 'add' }), shape, 'float32');
  }),
};
