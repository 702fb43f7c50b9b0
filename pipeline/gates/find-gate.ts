import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { LoadedModel } from '../../extractors/models/loaded-model.ts';
import type { Gate } from '../../plugins/gate/gate.ts';
import { parseGate, readGate } from '../../plugins/gate/gate-file.ts';

/** A gate and where it is from. */
export interface FoundGate {
  readonly gate: Gate;
  /** As the user gave it, or that which comes with affekt. */
  readonly path: string;
  /** Of the file, in hexadecimal. */
  readonly sha256: string;
}

/**
 * Resolves with the gate for a model: the first of `files` that was fitted to this very file, else the one that comes with affekt; `undefined` where there is none.
 *
 * @throws GateError when a file cannot be read or is no gate
 */
export async function findGate({ id, sha256 }: Pick<LoadedModel, 'id' | 'sha256'>, files: readonly string[]): Promise<FoundGate | undefined> {
  for (const path of files) {
    const gate = await readGate(path);
    if (gate.head === sha256) return { gate, path, sha256: digest(await readFile(path)) };
  }
  const path = fileURLToPath(new URL(`../../plugins/gate/fitted/${id}.gate.json`, import.meta.url));
  if (!existsSync(path)) return undefined;
  const text = await readFile(path, 'utf8');
  const gate = parseGate(text, path);
  return gate.head === sha256 ? { gate, path, sha256: digest(text) } : undefined;
}

function digest(bytes: string | Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
