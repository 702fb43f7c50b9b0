import type { Evaluation } from './evaluation.ts';
import { countWords } from './metric-words.ts';

/** Returns what was scored and what was not, in a few words each. */
export function describeCounts({ counts, interval }: Pick<Evaluation, 'counts' | 'interval'>): string[] {
  const { clips, rows, invalid, missing, missingClips, extra, extraClips } = counts;
  const ofFrames = interval?.over === 'videos' || rows !== clips || extra > 0;
  const given = (count: number, noun: string, what: string) => (count === 0 ? [] : [`${countWords(count, noun)} ${what}`]);
  return [
    ofFrames ? `${countWords(rows, 'frame')} of ${countWords(clips, 'video')} scored` : `${countWords(clips, 'clip')} scored`,
    ...given(invalid, ofFrames ? 'frame' : 'clip', 'without a label left out'),
    ...given(missing, 'labelled frame', 'without an answer'),
    ...given(missingClips, ofFrames ? 'labelled video' : 'labelled clip', 'without an answer'),
    ...given(extra, 'frame', 'beyond the labels ignored'),
    ...given(extraClips, ofFrames ? 'video' : 'clip', 'without labels ignored'),
  ];
}
