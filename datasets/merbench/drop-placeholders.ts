import type { LabelledClip } from './labelled-clip.ts';

/** Labels of a part, without what organisers write before the true ones are out. */
export interface WithoutPlaceholders {
  readonly clips: readonly LabelledClip[];
  /** How many clips lost a label that was none. */
  readonly dropped: number;
}

/**
 * Returns a part without the placeholders "neutral, and no valence" in it: a clip that is neutral where all others of its kind have a valence, and every clip
 * of a part in which nothing but that is said.
 *
 * @param hasValence whether true labels of this part have a valence
 */
export function dropPlaceholders(clips: readonly LabelledClip[], neutral: number, hasValence: boolean): WithoutPlaceholders {
  const isSuspect = ({ labels }: LabelledClip) => labels?.expression === neutral && labels.valence === undefined;
  const labelled = clips.filter(({ labels }) => labels !== undefined);
  if (!hasValence && !labelled.every(isSuspect)) return { clips, dropped: 0 };
  return { clips: clips.map((clip) => (isSuspect(clip) ? withoutLabels(clip) : clip)), dropped: labelled.filter(isSuspect).length };
}

function withoutLabels(clip: LabelledClip): LabelledClip {
  return Object.fromEntries(Object.entries(clip).filter(([key]) => key !== 'labels')) as unknown as LabelledClip;
}
