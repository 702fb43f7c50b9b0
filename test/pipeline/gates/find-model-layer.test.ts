import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ModelCard } from '../../../extractors/models/card.ts';
import { MODELS } from '../../../extractors/models/registry.ts';
import { findModelLayer } from '../../../pipeline/gates/find-model-layer.ts';
import { parseModel } from '../../../runtime/onnx/read-model.ts';
import { writeModel } from '../../../runtime/onnx/write-model.ts';

test('of a picture net that gives valence and arousal in the same layer, the gate looks at the classes alone', async () => {
  const path = join(mkdtempSync(join(tmpdir(), 'layer-')), 'net.onnx');
  const float = (name: string, dims: readonly number[]) => ({ name, type: 'float32', dims, data: Float32Array.from({ length: dims.reduce((a, b) => a * b) }, (_, at) => at) }) as const;
  writeFileSync(path, writeModel({
    nodes: [
      { op: 'Conv', inputs: ['input', 'k'], outputs: ['maps'] }, { op: 'Relu', inputs: ['maps'], outputs: ['r'] }, { op: 'GlobalAveragePool', inputs: ['r'], outputs: ['pooled'] },
      { op: 'Flatten', inputs: ['pooled'], outputs: ['flat'] }, { op: 'Gemm', inputs: ['flat', 'w', 'b'], outputs: ['output'], attributes: { transB: 1 } },
    ],
    initializers: [float('k', [4, 3, 3, 3]), float('w', [10, 4]), float('b', [10])],
    inputs: [{ name: 'input', type: 'float32', dims: ['n', 3, 8, 8] }],
    outputs: [{ name: 'output', type: 'float32', dims: ['n', 10] }],
  }));
  const card: ModelCard = MODELS['hsemotion-b0-va-mtl'];
  const { head, exposed } = await findModelLayer({ id: 'net', card, path, sha256: '' });
  expect(head).toMatchObject({ width: 4, classes: 8, bias: Float32Array.of(0, 1, 2, 3, 4, 5, 6, 7) });
  expect([...head.weight.subarray(0, 8)]).toEqual([0, 4, 8, 12, 16, 20, 24, 28]); // The first unit, to each class
  expect(parseModel(exposed, path).outputs.map(({ name }) => name)).toEqual(['output', 'gate.units']);
});
