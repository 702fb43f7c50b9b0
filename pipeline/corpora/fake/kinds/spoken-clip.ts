import type { FakeClip, FakeSound } from '../fake-plan.ts';
import type { Mood } from '../moods.ts';

/** A clip in which one person says something in one mood. */
export interface SpokenClip {
  readonly name: string;
  readonly mood: Mood;
  /** [0, 1] */
  readonly intensity: number;
  /** Number of the look and the voice. */
  readonly speaker: number;
  readonly seconds: number;
  readonly sound?: FakeSound;
  readonly files: Pick<FakeClip, 'video' | 'wav' | 'faces' | 'blur'>;
}

const [WIDTH, HEIGHT, FPS] = [320, 240, 25] as const;

/** Returns the clip as one to be drawn: 320 × 240, 25 frames a second. */
export function toFakeClip({ name, mood, intensity, speaker, seconds, sound = { kind: 'mono' }, files }: SpokenClip): FakeClip {
  return {
    name,
    width: WIDTH,
    height: HEIGHT,
    rate: { numerator: FPS, denominator: 1 },
    frames: Math.max(1, Math.round(seconds * FPS)),
    people: [{ seed: speaker, beats: [{ start: 0, end: seconds, mood, intensity }], place: { x: WIDTH / 2, y: 0.42 * HEIGHT, scale: HEIGHT / 560 }, speaks: true }],
    sound,
    ...files,
  };
}
