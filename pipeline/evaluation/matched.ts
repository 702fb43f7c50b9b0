import type { ScoreSummary } from '../../fusion/metrics/summarise.ts';

/** The answers for one clip beside what is true. */
export interface MatchedClip {
  readonly clip: string;
  /** What is drawn as a whole by the bootstrap: the video, of which there may be two people. */
  readonly group: string;
  /** Sums over the rows that count. */
  readonly summary: ScoreSummary;
  /** Sums with valence taken for arousal and the other way round, to find out whether they are swapped. */
  readonly swapped?: ScoreSummary;
  readonly rows: number;
  readonly invalid: number;
  readonly missing: number;
  readonly extra: number;
}

/** Everything that was matched. */
export interface Matched {
  readonly clips: readonly MatchedClip[];
  readonly missingClips: readonly string[];
  readonly extraClips: readonly string[];
  /** The first row that has a label and no answer, for messages. */
  readonly firstMissing?: string;
  /** Sentences on how answers and labels lie beside each other. */
  readonly warnings: readonly string[];
}
