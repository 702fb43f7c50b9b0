import type { FrameAnswer } from '../clip.ts';
import { toUnits, wrongCode, wrongUnits, wrongValues } from './check-values.ts';
import { scanRows } from './scan-rows.ts';
import { TASK_LAYOUTS, UNITS } from './task-layouts.ts';

/**
 * Resolves with the labels of one video, or of one person in it: line 1 is the header, line `k + 1` belongs to frame `k`. Frames marked −5 (`va`) or −1 stay in the
 * sequence, without a label.
 *
 * @throws DatasetError naming file and line: what `scanRows` throws, BAD_VALUE for a value that the task does not know
 */
export async function readAnnotation(path: string, task: 'va' | 'expr' | 'au'): Promise<FrameAnswer> {
  return { va: readAffect, expr: readExpressions, au: readUnits }[task](path);
}

async function readAffect(path: string): Promise<FrameAnswer> {
  let [valence, arousal] = [new Float32Array(), new Float32Array()];
  const length = await scanRows(path, {
    headers: TASK_LAYOUTS.va.headers,
    cells: 2,
    start: (_, most) => ([valence, arousal] = [new Float32Array(most), new Float32Array(most)]),
    row: (values, frame) => {
      const isMissing = values[0] === -5 || values[1] === -5;
      valence[frame - 1] = isMissing ? NaN : values[0]!;
      arousal[frame - 1] = isMissing ? NaN : values[1]!;
      return wrongValues(values[0]!, values[1]!);
    },
  });
  return { length, valence: valence.slice(0, length), arousal: arousal.slice(0, length) };
}

async function readExpressions(path: string): Promise<FrameAnswer> {
  let [expression, classes] = [new Int8Array(), 0];
  const { headers } = TASK_LAYOUTS.expr;
  const length = await scanRows(path, {
    headers,
    cells: 1,
    start: (header, most) => ([expression, classes] = [new Int8Array(most), headers[header]!.length]),
    row: (values, frame) => {
      expression[frame - 1] = values[0]!;
      return wrongCode(values[0]!, classes);
    },
  });
  return { length, expression: expression.slice(0, length) };
}

async function readUnits(path: string): Promise<FrameAnswer> {
  let units = new Int8Array();
  const length = await scanRows(path, {
    headers: TASK_LAYOUTS.au.headers,
    cells: UNITS.length,
    start: (_, most) => (units = new Int8Array(most * UNITS.length)),
    row: (values, frame) => {
      toUnits(values, units.subarray((frame - 1) * UNITS.length, frame * UNITS.length));
      return wrongUnits(values);
    },
  });
  return { length, units: units.slice(0, length * UNITS.length) };
}
