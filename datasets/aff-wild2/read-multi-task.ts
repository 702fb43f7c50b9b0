import type { FrameAnswer } from '../clip.ts';
import { DatasetError } from '../dataset-error.ts';
import { toUnits, wrongCode, wrongUnits, wrongValues } from './check-values.ts';
import { scanRows } from './scan-rows.ts';
import { splitFrameName } from './split-frame-name.ts';
import { CLASSES, TASK_LAYOUTS, UNITS } from './task-layouts.ts';

/** Rows of one key: its frames, and behind each other the numbers of each. */
interface Rows {
  readonly frames: number[];
  readonly values: number[];
}

const CELLS = 3 + UNITS.length;

/**
 * Resolves with the labels of each key in a list of the multi-task set, whose rows `key/00001.jpg,valence,arousal,expression,AU1,…` are some frames only. The frames
 * between them stay in the sequence, without a label; it ends with the last frame listed.
 *
 * @throws DatasetError naming file and line: what `scanRows` throws, BAD_NAME, DUPLICATE for a frame listed twice
 */
export async function readMultiTask(path: string): Promise<ReadonlyMap<string, () => Promise<FrameAnswer>>> {
  const keys = new Map<string, Rows>();
  const seen = new Set<string>();
  await scanRows(path, {
    headers: TASK_LAYOUTS.mtl.headers,
    cells: CELLS,
    keyed: true,
    row: (values, count, name) => {
      const frame = splitFrameName(name);
      if (typeof frame === 'string') throw new DatasetError('BAD_NAME', { path, detail: `line ${count + 1}, "${name.slice(0, 100)}", ${frame}` });
      const id = `${frame.key}/${frame.number}`;
      if (seen.has(id)) throw new DatasetError('DUPLICATE', { path, detail: `line ${count + 1} lists frame ${frame.number} of "${frame.key}" again` });
      seen.add(id);
      const rows = keys.get(frame.key) ?? { frames: [], values: [] };
      keys.set(frame.key, rows);
      rows.frames.push(frame.number);
      rows.values.push(...values);
      return wrongValues(values[0]!, values[1]!) ?? wrongCode(values[2]!, CLASSES.length) ?? wrongUnits(values.subarray(3));
    },
  });
  return new Map([...keys].map(([key, rows]) => [key, () => Promise.resolve(toAnswer(rows))]));
}

function toAnswer({ frames, values }: Rows): FrameAnswer {
  const length = frames.reduce((most, frame) => Math.max(most, frame), 0);
  const answer = { length, valence: new Float32Array(length).fill(NaN), arousal: new Float32Array(length).fill(NaN), expression: new Int8Array(length).fill(-1), units: new Int8Array(length * UNITS.length).fill(-1) };
  for (const [row, frame] of frames.entries()) {
    const numbers = Float64Array.from(values.slice(row * CELLS, (row + 1) * CELLS));
    const [valence, arousal, expression] = [numbers[0]!, numbers[1]!, numbers[2]!];
    if (valence !== -5 && arousal !== -5) {
      answer.valence[frame - 1] = valence;
      answer.arousal[frame - 1] = arousal;
    }
    answer.expression[frame - 1] = expression;
    toUnits(numbers.subarray(3), answer.units.subarray((frame - 1) * UNITS.length, frame * UNITS.length));
  }
  return answer;
}
