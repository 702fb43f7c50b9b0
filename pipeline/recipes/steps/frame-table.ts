import type { Clip, FrameAnswer } from '../../../datasets/clip.ts';
import { FRAME_CLOCK } from '../../features/frame-clock-sources.ts';
import { toCell } from './write-lines.ts';

/** Which labels the table holds. */
export type FrameTask = 'va' | 'expr';

const COLUMNS: Readonly<Record<FrameTask, string>> = { va: 'valence,arousal', expr: 'expression' };

/** Returns the first line of a table of labels by frame. */
export function frameTableHeader(task: FrameTask): string {
  return `clip,frame,time,${COLUMNS[task]},video,split`;
}

/**
 * Yields a line for each frame of a clip, in the codes of the annotations: −5 and −1 where there is no label. Frame `k` is at `(k − 1) / FRAME_CLOCK` seconds.
 *
 * @param answer the labels, or the number of frames where there are none
 * @param split in place of the clip's own
 */
export function* frameTableLines(clip: Clip, answer: FrameAnswer | number, { task, split = clip.split ?? '' }: { readonly task: FrameTask; readonly split?: string }): Generator<string> {
  const length = typeof answer === 'number' ? answer : answer.length;
  const label = typeof answer === 'number' ? () => (task === 'va' ? '-5,-5' : '-1') : labelOf(answer, task);
  const [name, video] = [toCell(clip.clip), toCell(clip.video ?? clip.clip)];
  for (let row = 0; row < length; row++) yield `${name},${row + 1},${(row / FRAME_CLOCK).toFixed(6)},${label(row)},${video},${split}`;
}

function labelOf({ valence, arousal, expression }: FrameAnswer, task: FrameTask): (row: number) => string {
  if (task === 'expr') return (row) => String(expression?.[row] ?? -1);
  return (row) => (Number.isFinite(valence?.[row]) && Number.isFinite(arousal?.[row]) ? `${shortest(valence![row]!)},${shortest(arousal![row]!)}` : '-5,-5');
}

/** A 32-bit float as the shortest decimal that is close enough to it. */
function shortest(value: number): string {
  return String(Number(value.toPrecision(7)));
}
