import type { Clip, FrameAnswer } from '../../../datasets/clip.ts';
import { FRAME_CLOCK } from '../../features/frame-clock-sources.ts';
import { quoteCell } from '../../export/quote-cell.ts';

/** Which labels the table holds. */
export type FrameTask = 'va' | 'expr' | 'au' | 'mtl';

/** What a table is made of. */
export interface FrameTableOptions {
  readonly task: FrameTask;
  /** In place of the clip's own. */
  readonly split?: string | undefined;
  /** Names of the action units, where they are among the labels. */
  readonly units?: readonly string[] | undefined;
}

/** Returns the first line of a table of labels by frame. */
export function frameTableHeader(task: FrameTask, units: readonly string[] = []): string {
  const columns = { va: ['valence', 'arousal'], expr: ['expression'], au: units, mtl: ['valence', 'arousal', 'expression', ...units] }[task];
  return ['clip', 'frame', 'time', ...columns, 'video', 'split'].join(',');
}

/**
 * Yields a line for each frame of a clip, in the codes of the annotations: −5 and −1 where there is no label. Frame `k` is at `(k − 1) / FRAME_CLOCK` seconds.
 *
 * @param answer the labels, or the number of frames where there are none
 */
export function* frameTableLines(clip: Clip, answer: FrameAnswer | number, { task, split = clip.split ?? '', units = [] }: FrameTableOptions): Generator<string> {
  const labels = typeof answer === 'number' ? { length: answer } : answer;
  const parts = { va: [toPair], expr: [toClass], au: [toUnits], mtl: [toPair, toClass, toUnits] }[task];
  const [name, video] = [quoteCell(clip.clip), quoteCell(clip.video ?? clip.clip)];
  for (let row = 0; row < labels.length; row++) {
    yield `${name},${row + 1},${(row / FRAME_CLOCK).toFixed(6)},${parts.map((part) => part(labels, row, units.length)).join(',')},${video},${split}`;
  }
}

function toPair({ valence, arousal }: FrameAnswer, row: number): string {
  return Number.isFinite(valence?.[row]) && Number.isFinite(arousal?.[row]) ? `${shortest(valence![row]!)},${shortest(arousal![row]!)}` : '-5,-5';
}

function toClass({ expression }: FrameAnswer, row: number): string {
  return String(expression?.[row] ?? -1);
}

function toUnits({ units }: FrameAnswer, row: number, count: number): string {
  return Array.from({ length: count }, (_, unit) => units?.[row * count + unit] ?? -1).join(',');
}

/** A 32-bit float as the shortest decimal that is close enough to it. */
function shortest(value: number): string {
  return String(Number(value.toPrecision(7)));
}
