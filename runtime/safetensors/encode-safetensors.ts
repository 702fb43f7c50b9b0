import type { StoredTensor } from './stored-tensor.ts';

/** Wide elements first, so that every tensor lies at a multiple of its element's size: the order of the format's own library. */
const ORDER: readonly StoredTensor['dtype'][] = ['I64', 'F64', 'F32', 'I32', 'U8', 'BOOL'];
const HEADER_ALIGNMENT = 8;

/**
 * Returns a safetensors file (https://huggingface.co/docs/safetensors): tensors sorted by element type, then name, metadata by key. The same content gives
 * the same bytes, whatever the order of the keys, and the ones that the Python library writes where it has a fixed order (up to one metadata key).
 *
 * @throws RangeError when a shape does not fit its data, or a tensor is called `__metadata__`
 */
export function encodeSafetensors(tensors: Readonly<Record<string, StoredTensor>>, metadata: Readonly<Record<string, string>> = {}): Uint8Array {
  const sorted = Object.entries(tensors).sort(([a, { dtype: x }], [b, { dtype: y }]) => ORDER.indexOf(x) - ORDER.indexOf(y) || Buffer.compare(Buffer.from(a), Buffer.from(b)));
  const header = headerOf(sorted, metadata);
  const file = new Uint8Array(8 + header.length + sorted.reduce((sum, [, { data }]) => sum + data.byteLength, 0));
  new DataView(file.buffer).setBigUint64(0, BigInt(header.length), true);
  file.set(header, 8);
  let offset = 8 + header.length;
  for (const [, { data }] of sorted) {
    file.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), offset);
    offset += data.byteLength;
  }
  return file;
}

function headerOf(sorted: readonly (readonly [string, StoredTensor])[], metadata: Readonly<Record<string, string>>): Uint8Array {
  const keys = Object.keys(metadata).sort();
  const parts = keys.length === 0 ? [] : [`"__metadata__":{${keys.map((key) => `${JSON.stringify(key)}:${JSON.stringify(metadata[key])}`).join()}}`];
  let offset = 0;
  for (const [name, tensor] of sorted) {
    refuseUnfit(name, tensor);
    const end = offset + tensor.data.byteLength;
    parts.push(`${JSON.stringify(name)}:${JSON.stringify({ dtype: tensor.dtype, shape: tensor.shape, data_offsets: [offset, end] })}`);
    offset = end;
  }
  const json = new TextEncoder().encode(`{${parts.join()}}`);
  const padded = new Uint8Array(HEADER_ALIGNMENT * Math.ceil(json.length / HEADER_ALIGNMENT)).fill(0x20);
  padded.set(json);
  return padded;
}

function refuseUnfit(name: string, { shape, data }: StoredTensor): void {
  const values = shape.reduce((product, size) => product * size, 1);
  if (name === '__metadata__') throw new RangeError('A tensor cannot be called "__metadata__"');
  if (values !== data.length) throw new RangeError(`The tensor "${name}" of shape [${shape.join(', ')}] needs ${values} values, not ${data.length}`);
}
