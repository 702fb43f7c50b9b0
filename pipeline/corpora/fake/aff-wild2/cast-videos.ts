import { seededRandom } from '../../../../datasets/drawn/seeded-random.ts';
import { shuffle } from '../../../../datasets/folds/shuffle.ts';
import { planBeats } from '../beats.ts';
import type { PlanRequest } from '../fake-options.ts';
import { toHz, type CropFolder, type FakeClip, type FakePerson } from '../fake-plan.ts';
import type { Mood } from '../moods.ts';
import { roleOf, type Role } from './roles.ts';

/** One video with the people in it. */
export interface CastVideo {
  readonly role: Role;
  readonly name: string;
  readonly clip: FakeClip;
  readonly people: readonly CastPerson[];
  /** Number of rows that annotations and test lists have. */
  readonly rows: number;
}

/** One person of a video, who has annotations and crops of their own. */
export interface CastPerson {
  readonly key: string;
  readonly person: FakePerson;
}

/** What is felt one after another, shuffled anew each time round: Neutral and Other make up half of it, as they do of the real corpus. */
const ROUND: readonly Mood[] = ['neutral', 'happiness', 'other', 'anger', 'neutral', 'sadness', 'other', 'surprise', 'neutral', 'disgust', 'other', 'fear'];
const SECONDS = 4;
/** Seconds of one mood. */
const BEAT = 1.35;

/** Returns the videos of a corpus, in the order of their roles. */
export function castVideos({ clips, seed, seconds = SECONDS }: PlanRequest): readonly CastVideo[] {
  const random = seededRandom(seed * 7 + 1);
  const ids = drawNumbers(450, random);
  const newIds = drawNumbers(50, random).map((id) => id + 450);
  const moods: Record<string, Mood[]> = {};
  const next = (split: string, count: number) => {
    const left = (moods[split] ??= []);
    while (left.length < count) left.push(...shuffle(ROUND, Math.floor(random() * 2 ** 31)));
    return left.splice(0, count);
  };
  return Array.from({ length: clips }, (_, index) => {
    const role = roleOf(index);
    const id = (role.isNew ? newIds : ids)[index % (role.isNew ? 50 : 450)]! + (role.isNew ? 0 : 1000 * Math.floor(index / 450));
    const length = seconds * (0.85 + 0.3 * random());
    const count = Math.max(2, Math.round(length / BEAT));
    const beats = peopleOf(role).map(() => planBeats(next(role.elsewhere?.expr ?? role.split, count), length, random));
    return toVideo({ role, id, length, index, beats, seed });
  });
}

interface Casting {
  readonly role: Role;
  readonly id: number;
  readonly length: number;
  readonly index: number;
  readonly beats: readonly FakePerson['beats'][];
  readonly seed: number;
}

function toVideo({ role, id, length, index, beats, seed }: Casting): CastVideo {
  const [width, height] = role.size;
  const name = role.name === 'id' ? String(id) : role.name === 'video' ? `video${id}` : `${id}-${role.nominal}-${width}x${height}`;
  const frames = Math.round(length * toHz(role.rate));
  const rows = frames + (role.oneLonger ? 1 : 0);
  const batch = index % 2 === 0 ? 'batch1' : 'batch2';
  const all = peopleOf(role).map((suffix, place) => {
    const key = name + suffix;
    const annotated = role.people.includes(suffix);
    const person: FakePerson = { seed: seed * 1000 + 2 * index + place, beats: beats[place]!, place: placeOf(role, suffix), speaks: suffix !== '_right' || !role.people.includes('_left'), ...(annotated && { crops: cropsOf(key, { role, frames, batch }) }) };
    return { key, person, annotated };
  });
  const sound = { kind: role.sound, ...(role.soundShort !== undefined && { seconds: (1 - role.soundShort) * (frames / toHz(role.rate)) }) };
  const clip: FakeClip = { name, width, height, rate: role.rate, frames, people: all.map(({ person }) => person), sound, video: `${role.isNew ? 'new_vids' : batch}/${name}.${role.container}` };
  return { role, name, clip, rows, people: all.filter(({ annotated }) => annotated).map(({ key, person }) => ({ key, person })) };
}

/** Everybody to be seen: also somebody beside the one who is annotated. */
function peopleOf({ people }: Role): readonly string[] {
  return people[0] === '' ? people : ['_left', '_right'];
}

function placeOf({ size: [width, height] }: Role, suffix: string): FakePerson['place'] {
  if (suffix === '') return { x: width / 2, y: 0.42 * height, scale: height / 560 };
  return { x: (suffix === '_left' ? 0.27 : 0.73) * width, y: 0.44 * height, scale: height / 640 };
}

function cropsOf(key: string, { role, frames, batch }: { readonly role: Role; readonly frames: number; readonly batch: string }): CropFolder[] {
  const gaps = gapsOf(role, frames);
  return [
    { folder: `cropped_aligned/${role.isNew ? 'cropped_aligned_new_50_vids' : 'cropped_aligned'}/${key}`, cut: 'aligned', gaps, last: frames },
    { folder: `cropped/${role.isNew ? 'cropped_new_50_vids' : batch}/${key}`, cut: 'loose', gaps, last: frames },
  ];
}

function gapsOf({ gap }: Role, frames: number): CropFolder['gaps'] {
  if (gap === 'start') return [[1, Math.ceil(frames / 12)]];
  if (gap === 'end') return [[frames - Math.ceil(frames / 12), frames]];
  return gap === 'middle' ? [[Math.ceil(frames / 5), Math.ceil(frames / 5) + 1], [Math.ceil(frames / 2), Math.ceil(frames / 2) + Math.ceil(frames / 10)]] : [];
}

/** Returns 1 to `count` in random order. */
function drawNumbers(count: number, random: () => number): number[] {
  return [...shuffle(Array.from({ length: count }, (_, index) => index + 1), Math.floor(random() * 2 ** 31))];
}
