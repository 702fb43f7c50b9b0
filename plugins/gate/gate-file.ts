import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { Gate } from './gate.ts';
import { GateError } from './gate-error.ts';

const numbers = z.record(z.string(), z.number());
const share = z.number().gt(0).lt(1);

const gateSchema = z.strictObject({
  gate: z.literal(1),
  head: z.string().regex(/^[0-9a-f]{64}$/),
  method: z.string(),
  settings: numbers,
  parameters: z.record(z.string(), z.union([z.number(), z.strictObject({ float32: z.base64() })])),
  coverage: share,
  reference: z.array(z.number()).length(201),
  temperature: z.number().positive().optional(),
  reasons: z.array(z.strictObject({ reason: z.string(), under: z.number() })),
  trials: z.array(z.strictObject({ method: z.string(), settings: numbers, auroc: numbers, mean: z.number() })),
  counts: numbers,
});

/** Returns the text of a gate's file: JSON, long arrays as base64 of little-endian 32-bit floats. */
export function toGateText({ parameters, reference, ...gate }: Gate): string {
  const stored = Object.entries(parameters).map(([name, value]) => [name, typeof value === 'number' ? value : { float32: Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64') }]);
  return `${JSON.stringify({ gate: 1, ...gate, reference: reference.map((value) => Number(value.toPrecision(8))), parameters: Object.fromEntries(stored) as unknown }, null, 1)}\n`;
}

/**
 * Resolves with the gate in a file.
 *
 * @throws GateError BROKEN when it cannot be read or is no gate
 */
export async function readGate(path: string): Promise<Gate> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new GateError('BROKEN', { subject: path, detail: `it cannot be read (${(cause as NodeJS.ErrnoException).code ?? String(cause)})`, cause });
  });
  return parseGate(text, path);
}

/** Returns the gate in a text; `path` is named in errors. Throws as `readGate`. */
export function parseGate(text: string, path: string): Gate {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new GateError('BROKEN', { subject: path, detail: 'it is not JSON', cause });
  }
  const { success, data, error } = gateSchema.safeParse(value);
  if (!success) throw new GateError('BROKEN', { subject: path, detail: `it is no gate: ${error.issues.map(({ path: key, message }) => `${key.join('.') || 'top level'}: ${message}`).join('; ')}`, cause: error });
  const { head, method, settings, coverage, reference, reasons, trials, counts, temperature } = data;
  const parameters = Object.fromEntries(Object.entries(data.parameters).map(([name, each]) => [name, typeof each === 'number' ? each : toFloats(each.float32)]));
  return { head, method, settings, coverage, reference, reasons, trials, counts, parameters, ...(temperature === undefined ? {} : { temperature }) };
}

function toFloats(base64: string): Float32Array {
  return new Float32Array(Uint8Array.from(Buffer.from(base64, 'base64')).buffer);
}
