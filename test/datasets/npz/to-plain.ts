import type { PickleValue } from '../../../datasets/npz/pickle/pickle-value.ts';

/** Returns a value as npz.py writes it into JSON. */
export function toPlain(value: PickleValue): unknown {
  if (typeof value === 'bigint') return { int: String(value) };
  if (typeof value === 'number') return Number.isFinite(value) ? value : { float: Number.isNaN(value) ? 'nan' : value > 0 ? 'inf' : '-inf' };
  if (value instanceof Uint8Array) return { bytes: [...value] };
  if (value instanceof Map) return { dict: [...(value as ReadonlyMap<PickleValue, PickleValue>)].map(([key, each]) => [toPlain(key), toPlain(each)]) };
  if (Array.isArray(value)) return (value as readonly PickleValue[]).map(toPlain);
  if (typeof value === 'object' && value !== null && 'kind' in value) return { shape: [...value.shape], values: Array.from<PickleValue, unknown>(value.values, toPlain) };
  return value;
}
