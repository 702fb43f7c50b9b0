import { join } from 'node:path';
import type { Segment } from '../rows.ts';
import { formatCell } from './format-cell.ts';
import { writeFileAtomically } from './write-file-atomically.ts';

/**
 * Writes `segments.json` into `folder`: one segment per line, times rounded to 6 decimals and the rest to 6 significant digits.
 *
 * @throws OutputError naming the path, when it cannot be written
 */
export async function writeSegments(segments: readonly Segment[], folder: string): Promise<void> {
  const lines = segments.map((segment) => JSON.stringify(segment, rounded));
  await writeFileAtomically(join(folder, 'segments.json'), lines.length === 0 ? '[]\n' : `[\n  ${lines.join(',\n  ')}\n]\n`);
}

function rounded(key: string, value: unknown): unknown {
  if (typeof value !== 'number') return value;
  return Number(formatCell(value, key === 'start' || key === 'end' ? 'time' : 'number'));
}
