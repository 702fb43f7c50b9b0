import type { DrawnExpression } from './pose-of.ts';

/** One stretch of a script, in seconds: which expression the face shows. */
export interface ScriptSegment {
  readonly start: number;
  readonly end: number;
  readonly expression: DrawnExpression;
}

/** What the sample clip shows when: the ground truth that a report or a test can compare with. Segments follow each other without gaps. */
export const sampleScript: readonly ScriptSegment[] = [
  { start: 0, end: 2.8, expression: 'neutral' },
  { start: 2.8, end: 5.6, expression: 'happiness' },
  { start: 5.6, end: 8.4, expression: 'surprise' },
  { start: 8.4, end: 11.2, expression: 'sadness' },
  { start: 11.2, end: 14, expression: 'anger' },
];

/** Returns the segment at `time` (seconds); before the first and after the last segment, the nearest one. @throws RangeError for an empty script */
export function segmentAt(script: readonly ScriptSegment[], time: number): ScriptSegment {
  const found = script.find((segment) => time < segment.end) ?? script.at(-1);
  if (found === undefined) throw new RangeError('script: has no segments. Give at least one.');
  return found;
}
