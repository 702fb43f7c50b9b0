import type { SystemAnswer } from './system.ts';
import type { Expression } from '../../fusion/verdict.ts';

/** A labelled clip of the corpus. */
export interface RobustnessClip {
  readonly clip: string;
  readonly path: string;
  readonly expression: Expression;
  readonly speaker?: string | undefined;
  /** What is said, by language. */
  readonly texts?: Readonly<Record<string, string>> | undefined;
}

/** A clip with an answer for every point of the grid, in its order. */
export interface AnsweredClip extends RobustnessClip {
  readonly answers: readonly SystemAnswer[];
}
