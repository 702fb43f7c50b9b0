import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ReadName } from './classes.ts';
import type { Example } from './examples.ts';

/** Where examples are kept. */
export interface Keeping {
  /** Absent: nowhere. */
  readonly folder: string | undefined;
  /** Of the two files, without their endings. */
  readonly name: string;
  readonly readName: ReadName;
}

/** Resolves with the examples that `make` gives; where there is a folder, they are kept there and read from there the next time. */
export async function keptExamples(make: () => Promise<Example[]>, { folder, name, readName }: Keeping): Promise<Example[]> {
  if (folder === undefined) return make();
  const [facts, values] = [join(folder, `${name}.json`), join(folder, `${name}.f32`)];
  if (existsSync(facts)) return read(facts, values, readName);
  const made = await make();
  mkdirSync(folder, { recursive: true });
  writeFileSync(values, Buffer.concat(made.map(({ features }) => Buffer.from(features.buffer, features.byteOffset, features.byteLength))));
  writeFileSync(facts, JSON.stringify(made.map(({ clip, detector, damage }) => ({ clip, detector, damage }))));
  return made;
}

function read(facts: string, values: string, readName: ReadName): Example[] {
  const rest = JSON.parse(readFileSync(facts, 'utf8')) as Pick<Example, 'clip' | 'detector' | 'damage'>[];
  const all = new Float32Array(Uint8Array.from(readFileSync(values)).buffer);
  const width = all.length / Math.max(1, rest.length);
  return rest.map((each, i) => ({ ...each, ...readName(each.clip)!, features: all.slice(i * width, (i + 1) * width) }));
}
