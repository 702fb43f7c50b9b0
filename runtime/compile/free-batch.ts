import type { GraphModelJson, GraphModelNode, WeightSpec } from './graph-model-json.ts';

const BYTES_PER_ELEMENT: Readonly<Record<string, number>> = { float32: 4, int32: 4, float16: 2, uint16: 2, uint8: 1, bool: 1 };

/**
 * Returns a copy of a graph model in which one item (a leading dimension of 1 in its inputs and in the shapes it
 * reshapes to) has become any number of items. Models saved for any number are returned as they are.
 */
export function freeBatch(json: object, weights: Uint8Array): { json: GraphModelJson; weights: Uint8Array } {
  const model = json as GraphModelJson;
  const copy = new Uint8Array(weights); // `slice` of a Buffer would share its memory
  const placeholders = model.modelTopology.node.filter(isForOneItem);
  if (placeholders.length === 0) return { json: model, weights: copy };
  const targets = new Set(model.modelTopology.node.flatMap(({ op, input = [] }) => (op === 'Reshape' ? [input[1]!.replace(/:0$/, '')] : [])));
  for (const { spec, offset } of withOffsets(model)) {
    if (targets.has(spec.name) && spec.dtype === 'int32') freeLeadingOne(new DataView(copy.buffer, offset, 4 * (spec.shape[0] ?? 0)));
  }
  const node = model.modelTopology.node.map((each) => (isForOneItem(each) ? withOpenBatch(each) : each));
  return { json: { ...model, modelTopology: { ...model.modelTopology, node } }, weights: copy };
}

function isForOneItem({ op, attr }: GraphModelNode): boolean {
  return op === 'Placeholder' && Number(attr?.shape?.shape?.dim?.[0]?.size) === 1;
}

function withOpenBatch(node: GraphModelNode): GraphModelNode {
  const dim = node.attr!.shape!.shape!.dim!.with(0, { size: '-1' });
  return { ...node, attr: { ...node.attr, shape: { shape: { dim } } } };
}

function* withOffsets({ weightsManifest }: GraphModelJson): Generator<{ spec: WeightSpec; offset: number }> {
  let offset = 0;
  for (const spec of weightsManifest.flatMap((group) => group.weights)) {
    yield { spec, offset };
    const bytes = BYTES_PER_ELEMENT[spec.quantization?.dtype ?? spec.dtype];
    if (bytes === undefined) throw new Error(`the weight ${spec.name} has the type ${spec.dtype}, whose size is not known`);
    offset += bytes * spec.shape.reduce((product, dim) => product * dim, 1);
  }
}

function freeLeadingOne(shape: DataView): void {
  const dims = Array.from({ length: shape.byteLength / 4 }, (_, index) => shape.getInt32(4 * index, true));
  if (dims[0] === 1 && !dims.includes(-1)) shape.setInt32(0, -1, true);
}
