import { ModelError } from '../../runtime/model-error.ts';

/** Which output is wanted, and of which model, for the message. */
export interface OutputQuery {
  readonly model: string;
  /** Values per item. */
  readonly length: number;
  /** Without it, the only output of that length is taken. */
  readonly name?: string | undefined;
}

/** Returns one output of one item. Throws `ModelError` when there is none of that name and length. */
export function outputOf(outputs: Readonly<Record<string, Float32Array>>, { model, length, name }: OutputQuery): Float32Array {
  const named = name === undefined ? undefined : outputs[name];
  const found = named ?? (name === undefined ? Object.values(outputs).find((values) => values.length === length) : undefined);
  if (found?.length === length) return found;
  const known = Object.entries(outputs).map(([key, values]) => `${key} (${values.length})`).join(', ');
  const wanted = name === undefined ? `${length} values` : `"${name}" with ${length} values`;
  throw new ModelError('WRONG_OUTPUT', { model, detail: `no output of ${wanted} among ${known}` });
}
