import type { Clip, FrameAnswer } from '../../../datasets/clip.ts';

/** How much there is of one split. */
export interface SplitTally {
  readonly split: string;
  clips: number;
  /** Clips without any label. */
  bare: string[];
  /** Whether labels are of frames. */
  hasFrames: boolean;
  /** Frames in all. */
  rows: number;
  /** Frames with a label. */
  frames: number;
  /** Clips (frames) of each class, shape `[classes]`. */
  readonly classes: number[];
  readonly speakers: Set<string>;
}

/** Split of a clip that is in none. */
export const WHOLE = 'all';

/** Counts clips as they go by. */
export interface Tally {
  /** In the order in which they appeared. */
  readonly splits: ReadonlyMap<string, SplitTally>;
  /** Every clip, without what is read when asked. */
  readonly clips: readonly Pick<Clip, 'clip' | 'split' | 'speaker' | 'video' | 'media' | 'texts'>[];
  add(clip: Clip): void;
  /** Adds the frames of a clip that was added. */
  addFrames(clip: Clip, answer: FrameAnswer): void;
}

/** Returns an empty tally. */
export function makeTally(classes: number): Tally {
  const splits = new Map<string, SplitTally>();
  const clips: Tally['clips'][number][] = [];
  const splitOf = ({ split = WHOLE }: Clip) => {
    const known = splits.get(split) ?? { split, clips: 0, bare: [], hasFrames: false, rows: 0, frames: 0, classes: Array.from({ length: classes }, () => 0), speakers: new Set<string>() };
    splits.set(split, known);
    return known;
  };
  return {
    splits,
    clips,
    add(clip) {
      const { clip: name, split, speaker, video, media, texts } = clip;
      clips.push({
        clip: name,
        ...(split !== undefined && { split }),
        ...(speaker !== undefined && { speaker }),
        ...(video !== undefined && { video }),
        ...(media !== undefined && { media }),
        ...(texts !== undefined && { texts }),
      });
      const tally = splitOf(clip);
      tally.clips++;
      if (speaker !== undefined) tally.speakers.add(speaker);
      if (clip.labels?.expression !== undefined) tally.classes[clip.labels.expression]!++;
      if (clip.frames !== undefined) tally.hasFrames = true;
      else if (Object.keys(clip.labels ?? {}).length === 0) tally.bare.push(name);
    },
    addFrames(clip, answer) {
      const tally = splitOf(clip);
      tally.rows += answer.length;
      const before = tally.frames;
      for (let row = 0; row < answer.length; row++) tally.frames += Number(isLabelled(answer, row));
      for (const code of answer.expression ?? []) if (code >= 0) tally.classes[code]!++;
      if (tally.frames === before) tally.bare.push(clip.clip);
    },
  };
}

/** Whether anybody said anything of frame `row + 1`. */
export function isLabelled({ length, expression, valence, arousal, units }: FrameAnswer, row: number): boolean {
  if (expression !== undefined && expression[row]! >= 0) return true;
  if (valence !== undefined && !Number.isNaN(valence[row]!)) return true;
  if (arousal !== undefined && !Number.isNaN(arousal[row]!)) return true;
  return units !== undefined && units[(row * units.length) / length]! >= 0;
}
