import type { Pose } from '../../../../datasets/drawn/pose.ts';
import { feelingAt } from '../beats.ts';
import { toHz } from '../fake-plan.ts';
import type { Mood } from '../moods.ts';
import type { CastPerson, CastVideo } from './cast-videos.ts';
import type { FrameTask } from './edition-names.ts';

const CODES: readonly Mood[] = ['neutral', 'anger', 'disgust', 'fear', 'happiness', 'sadness', 'surprise', 'other'];

/** Which muscle shows a unit, and from where on it counts, in the order of the columns. */
const UNITS: readonly (readonly [(pose: Pose) => number, number])[] = [
  [(pose) => Math.max(pose.browInner, pose.browRaise), 0.35], // AU1
  [(pose) => pose.browRaise, 0.35], // AU2
  [(pose) => pose.browFurrow, 0.25], // AU4
  [(pose) => pose.cheekRaise, 0.3], // AU6
  [(pose) => pose.lidTight, 0.35], // AU7
  [(pose) => pose.upperLip, 0.3], // AU10
  [(pose) => pose.smile, 0.22], // AU12
  [(pose) => -pose.mouthCorner, 0.25], // AU15
  [(pose) => pose.lipPress, 0.28], // AU23
  [(pose) => pose.lipPress, 0.36], // AU24
  [(pose) => pose.mouthOpen + 0.6 * pose.jaw, 0.3], // AU25
  [(pose) => pose.jaw, 0.3], // AU26
];

/** Labels of the frames of one person, as rows of the annotation files: `0.31,-0.2`, `4`, `0,1,…`. */
export interface FrameLabels {
  /** One text a frame. */
  readonly rows: Readonly<Record<FrameTask, readonly string[]>>;
  /** Frames, counted from 1, that have no label. */
  readonly invalid: Readonly<Record<FrameTask, readonly number[]>>;
}

/** Returns the labels of one person of a video. */
export function labelFrames({ role, clip, rows }: CastVideo, { person }: CastPerson): FrameLabels {
  const stretches = { va: toStretch(rows, 0.3), expr: toStretch(rows, 0.5), au: toStretch(rows, 0.7) };
  const texts: Record<FrameTask, string[]> = { va: [], expr: [], au: [] };
  const invalid: Record<FrameTask, number[]> = { va: [], expr: [], au: [] };
  for (let frame = 1; frame <= rows; frame++) {
    const { mood, valence, arousal, pose } = feelingAt(person.beats, (frame - 0.5) / toHz(clip.rate));
    const values: Record<FrameTask, number[]> = { va: [toUnit(valence), toUnit(arousal)], expr: [CODES.indexOf(mood)], au: UNITS.map(([of, from]) => (of(pose) >= from ? 1 : 0)) };
    for (const task of ['va', 'expr', 'au'] as const) {
      const isOut = role.invalid !== undefined && frame >= stretches[task][0] && frame <= stretches[task][1];
      if (isOut) invalid[task].push(frame);
      texts[task].push((isOut ? spoil(values[task], task, role.invalid === 'one-column') : values[task]).join(','));
    }
  }
  return { rows: texts, invalid };
}

function toStretch(rows: number, from: number): readonly [number, number] {
  return [Math.floor(rows * from) + 1, Math.floor(rows * (from + 0.12)) + 1];
}

/** What annotators left out: all numbers of the row, or only its first. */
function spoil(values: readonly number[], task: FrameTask, onlyFirst: boolean): number[] {
  return values.map((value, index) => (onlyFirst && index > 0 ? value : task === 'va' ? -5 : -1));
}

function toUnit(value: number): number {
  return Math.round(Math.max(-1, Math.min(1, value)) * 10_000) / 10_000 + 0;
}
