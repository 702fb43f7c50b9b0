import { findRepeatedKey } from './find-repeated-key.ts';
import { SafetensorsError } from './safetensors-error.ts';

/** One tensor as the header describes it, unchecked but for its form. */
export interface TensorEntry {
  readonly name: string;
  readonly dtype: string;
  readonly shape: readonly number[];
  /** Bytes from the start of the data. */
  readonly begin: number;
  readonly end: number;
}

/** The header of a safetensors file. */
export interface SafetensorsHeader {
  readonly entries: readonly TensorEntry[];
  readonly metadata: Readonly<Record<string, string>>;
  /** Where the data begins, in bytes. */
  readonly start: number;
}

/** Bytes of the longest header: the limit of the format’s own library. */
export const LONGEST_HEADER = 100_000_000;

/**
 * Returns the header of a safetensors file.
 *
 * @throws SafetensorsError TRUNCATED when the file ends within it, BAD_HEADER when it is longer than 100 MB, no JSON, of another form, or names a tensor twice
 */
export function readHeader(bytes: Uint8Array, path: string): SafetensorsHeader {
  const bad = (detail: string, cause?: unknown) => new SafetensorsError('BAD_HEADER', { path, detail, cause });
  if (bytes.length < 8) throw new SafetensorsError('TRUNCATED', { path, detail: `is ${bytes.length} bytes long` });
  const length = new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true);
  if (length > LONGEST_HEADER) throw bad(`says that its header takes ${length.toString()} bytes`);
  const start = 8 + Number(length);
  if (start > bytes.length) throw new SafetensorsError('TRUNCATED', { path, detail: `is ${bytes.length} bytes long, and its header alone takes ${start}` });
  const text = decodeText(bytes.subarray(8, start), bad);
  const parsed = parseObject(text, bad);
  const repeated = findRepeatedKey(text);
  if (repeated !== undefined) throw bad(`names "${repeated}" twice in its header`);
  const { __metadata__: metadata = {}, ...tensors } = parsed;
  if (!isTexts(metadata)) throw bad('has metadata that is not a table of texts');
  return { entries: Object.entries(tensors).map(([name, value]) => toEntry(name, value, bad)), metadata, start };
}

type Bad = (detail: string, cause?: unknown) => SafetensorsError;

function decodeText(bytes: Uint8Array, bad: Bad): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    throw bad('has a header that is not UTF-8', error);
  }
}

function parseObject(text: string, bad: Bad): Readonly<Record<string, unknown>> {
  try {
    const parsed: unknown = JSON.parse(text);
    if (text.startsWith('{')) return parsed as Readonly<Record<string, unknown>>;
  } catch (error) {
    throw bad('has a header that is not JSON', error);
  }
  throw bad('has a header that is not a JSON object');
}

function isTexts(value: unknown): value is Readonly<Record<string, string>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.values(value).every((text) => typeof text === 'string');
}

function toEntry(name: string, value: unknown, bad: Bad): TensorEntry {
  const { dtype, shape, data_offsets: offsets } = (value ?? {}) as Readonly<Record<string, unknown>>;
  if (typeof dtype !== 'string' || !isSizes(shape) || !isSizes(offsets) || offsets.length !== 2) throw bad(`describes the tensor "${name}" in another form than {dtype, shape, data_offsets}`);
  return { name, dtype, shape, begin: offsets[0]!, end: offsets[1]! };
}

function isSizes(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.every((size) => Number.isSafeInteger(size) && size >= 0);
}
