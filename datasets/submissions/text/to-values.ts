import type { Protocol } from '../../protocols/protocol.ts';
import type { DenseClip } from '../dense-clip.ts';

/** Returns what stands behind the key in a row of frames: `0.500000,-0.250000`, one class code, twelve 0 or 1, or all of these. */
export function toValues({ valence, arousal, expression, units }: DenseClip, row: number, { submission, ...protocol }: Protocol): string {
  const values = 'values' in submission ? submission.values : 'reals';
  const parts: string[] = [];
  if (values === 'reals' || values === 'multi-task') parts.push(toReal(valence![row]!, protocol.valence), toReal(arousal![row]!, protocol.arousal));
  if (values === 'class-index' || values === 'multi-task') parts.push(String(expression![row]!));
  if (values === 'binary' || values === 'multi-task') {
    const columns = protocol.units!.length;
    parts.push(units!.subarray(row * columns, (row + 1) * columns).join(','));
  }
  return parts.join(',');
}

/** Returns a number within its range with six decimals, and no minus before a zero. */
export function toReal(value: number, [lowest, highest]: readonly [number, number] = [-1, 1]): string {
  const text = Math.min(highest, Math.max(lowest, value)).toFixed(6);
  return text === '-0.000000' ? '0.000000' : text;
}
