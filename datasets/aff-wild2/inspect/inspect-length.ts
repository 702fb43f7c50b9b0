import type { Finding } from '../../finding.ts';

/** Beyond this part of the video, the labels are of another one. */
const OTHER_VIDEO = 0.05;

/** Numbers of frames of a clip. */
export interface Lengths {
  readonly clip: string;
  /** By the labels, or by the list of the test set. */
  readonly labels: number;
  /** In the video. */
  readonly video: number;
  /** Whether frames behind the last label are expected, as in the multi-task set. */
  readonly endsEarly: boolean;
}

/** Returns what there is to say of labels that are not as many as the frames of the video; one more is usual and only noted. */
export function inspectLength({ clip, labels, video, endsEarly }: Lengths): Finding | undefined {
  const more = labels - video;
  if (more === 0 || (endsEarly && more < 0)) return undefined;
  const what = `has ${labels} labels or rows, and its video ${video} frames`;
  if (more === 1) return { level: 'note', code: 'one-longer', where: clip, what, fix: 'Nothing: one more is usual; the list governs, and its last row repeats the last frame.' };
  const level = Math.abs(more) > OTHER_VIDEO * video ? 'error' : 'warning';
  return { level, code: 'length-mismatch', where: clip, what, fix: level === 'error' ? 'Check that labels and video belong together, and that the video is whole and was not converted to another rate.' : 'Check that the video is whole; frames behind its end have no picture.' };
}
