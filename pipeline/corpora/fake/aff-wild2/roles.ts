import type { FakeSound, Rate } from '../fake-plan.ts';
import type { FrameTask } from './edition-names.ts';

/** Parts of the corpus. */
export type Split = 'train' | 'validation' | 'test';

/** What is unusual about a video, before it has a name. */
export interface Role {
  readonly split: Split;
  /** Tasks in which it is in another split, or in none. */
  readonly elsewhere?: Readonly<Partial<Record<FrameTask, Split | 'absent'>>>;
  /** `12`, `12-30-426x240` or `video12`. */
  readonly name: 'id' | 'full' | 'video';
  /** The rate in the name. */
  readonly nominal: number;
  readonly rate: Rate;
  readonly size: readonly [number, number];
  readonly container: 'mp4' | 'avi';
  /** One of the fifty videos that came later. */
  readonly isNew: boolean;
  /** Suffixes of the people that are annotated. */
  readonly people: readonly string[];
  readonly sound: FakeSound['kind'];
  /** Share of the length by which the sound ends before the pictures. */
  readonly soundShort?: number;
  /** Where no face was found. */
  readonly gap?: 'start' | 'middle' | 'end';
  /** Labels, or rows of the test list, for one frame more than the video has. */
  readonly oneLonger: boolean;
  /** Frames without a label: whole rows, or one number of a row. */
  readonly invalid?: 'rows' | 'one-column';
  /** The label files do not end with a line break. */
  readonly openEnd?: boolean;
}

const hz = (numerator: number, denominator = 1): Rate => ({ numerator, denominator });
const PLAIN = { name: 'full', nominal: 30, rate: hz(30), size: [426, 240], container: 'mp4', isNew: false, people: [''], sound: 'mono', oneLonger: false } as const;

/** The first videos of a corpus, the most telling first. */
const ROLES: readonly Role[] = [
  { ...PLAIN, split: 'train', gap: 'middle', invalid: 'rows' },
  { ...PLAIN, split: 'validation', name: 'id', nominal: 25, rate: hz(25), size: [320, 240], sound: 'stereo', oneLonger: true, invalid: 'rows' },
  { ...PLAIN, split: 'test', nominal: 24, rate: hz(24), size: [480, 270], gap: 'end', oneLonger: true },
  { ...PLAIN, split: 'train', name: 'video', size: [480, 270], container: 'avi', people: ['_left', '_right'], sound: 'stereo' },
  { ...PLAIN, split: 'train', isNew: true, nominal: 25, rate: hz(25), size: [384, 288], sound: 'none', gap: 'start' },
  { ...PLAIN, split: 'validation', nominal: 30, rate: hz(30_000, 1001), gap: 'start', invalid: 'one-column' },
  { ...PLAIN, split: 'test', name: 'video', size: [480, 270], rate: hz(25), nominal: 25, people: ['_right'], oneLonger: true },
  { ...PLAIN, split: 'train', nominal: 15, rate: hz(25), sound: 'silent', oneLonger: true },
  { ...PLAIN, split: 'test', nominal: 25, rate: hz(25), size: [480, 270], people: ['_left', '_right'], invalid: 'rows' },
  { ...PLAIN, split: 'train', name: 'id', soundShort: 0.25, rate: hz(24), size: [320, 240] },
  { ...PLAIN, split: 'train', elsewhere: { expr: 'validation', au: 'validation' }, container: 'avi', size: [384, 288], gap: 'middle' },
  { ...PLAIN, split: 'validation', isNew: true, nominal: 24, rate: hz(24), invalid: 'rows' },
  { ...PLAIN, split: 'test', isNew: true, nominal: 30, container: 'avi', size: [320, 240], oneLonger: true, sound: 'stereo' },
  { ...PLAIN, split: 'train', elsewhere: { expr: 'absent', au: 'absent' }, name: 'id', rate: hz(60), nominal: 60, openEnd: true },
];

/** Splits of the videos after those. */
const REST: readonly Split[] = ['train', 'validation', 'test', 'train', 'train', 'test'];
const RATES = [30, 25, 30, 24, 30] as const;
const SIZES = [[426, 240], [320, 240], [384, 288], [480, 270]] as const;

/** Returns the role of video number `index` (from 0). */
export function roleOf(index: number): Role {
  if (index < ROLES.length) return ROLES[index]!;
  const rest = index - ROLES.length;
  const fps = RATES[rest % RATES.length]!;
  const split = REST[rest % REST.length]!;
  return { ...PLAIN, split, nominal: fps, rate: hz(fps), size: SIZES[rest % SIZES.length]!, name: rest % 4 === 1 ? 'id' : 'full', oneLonger: split === 'test' || rest % 5 === 0, ...(rest % 3 === 0 && { gap: 'middle' as const }) };
}

/** Returns the split of a video in a task; `undefined` where it is not part of it. */
export function splitIn(role: Role, task: FrameTask): Split | undefined {
  const split = role.elsewhere?.[task] ?? role.split;
  return split === 'absent' ? undefined : split;
}
