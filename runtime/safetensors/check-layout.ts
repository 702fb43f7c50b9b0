import type { TensorEntry } from './read-header.ts';
import { SafetensorsError } from './safetensors-error.ts';

/** What the data of a file must hold. */
export interface LayoutCheck {
  readonly path: string;
  /** Bytes behind the header. */
  readonly length: number;
  /** Bytes of an element by type. */
  readonly bytes: Readonly<Record<string, number>>;
}

/**
 * Returns when the tensors of a header fill its data without overlap or gap.
 *
 * @throws SafetensorsError UNSUPPORTED for a type that `bytes` does not know; TRUNCATED when data is missing; BAD_LAYOUT when tensors overlap, leave gaps, do not fit
 * their shape, or end before the file does
 */
export function checkLayout(entries: readonly TensorEntry[], { path, length, bytes: sizes }: LayoutCheck): void {
  let reached = 0;
  for (const { name, dtype, shape, begin, end } of entries.toSorted((a, b) => a.begin - b.begin || a.end - b.end)) {
    if (!Object.hasOwn(sizes, dtype)) throw new SafetensorsError('UNSUPPORTED', { path, detail: `has the tensor "${name}" of type ${dtype}, and ${Object.keys(sizes).join(', ')} are known` });
    const bytes = sizes[dtype]! * shape.reduce((product, size) => product * size, 1);
    if (end > length) throw new SafetensorsError('TRUNCATED', { path, detail: `holds ${length} bytes of data, and the tensor "${name}" ends at ${end}` });
    if (end - begin !== bytes) throw new SafetensorsError('BAD_LAYOUT', { path, detail: `gives the tensor "${name}" ${end - begin} bytes, and its shape [${shape.join(', ')}] of ${dtype} needs ${bytes}` });
    if (begin !== reached) throw new SafetensorsError('BAD_LAYOUT', { path, detail: `has the tensor "${name}" begin at ${begin}, ${begin < reached ? 'within' : 'away from'} the one before, which ends at ${reached}` });
    reached = end;
  }
  if (reached !== length) throw new SafetensorsError('BAD_LAYOUT', { path, detail: `holds ${length - reached} bytes after its last tensor` });
}
