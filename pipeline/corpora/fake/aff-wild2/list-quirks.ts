import { toHz, type Quirk } from '../fake-plan.ts';
import { listNumbers } from '../flat-crops.ts';
import type { Labelled } from './annotation-files.ts';
import type { CastVideo } from './cast-videos.ts';
import { FRAME_TASKS } from './edition-names.ts';
import { splitIn } from './roles.ts';

/** Returns what is unusual about the videos and people of a corpus, by the keys of those whom it concerns. */
export function listQuirks(videos: readonly CastVideo[], labelled: readonly Labelled[]): Quirk[] {
  return [...videos.flatMap(quirksOfVideo), ...labelled.flatMap(quirksOfPerson)];
}

function quirksOfVideo({ role, name, clip, people }: CastVideo): Quirk[] {
  const quirks: (Quirk | false)[] = [
    { quirk: 'rate', where: name, what: `${round(toHz(role.rate))} frames a second.`, facts: { fps: round(toHz(role.rate)), frames: clip.frames } },
    role.name === 'full' && toHz(role.rate) !== role.nominal && { quirk: 'nominal-rate', where: name, what: `The name says ${role.nominal} frames a second, the container ${round(toHz(role.rate))}.`, facts: { nominal: role.nominal, fps: round(toHz(role.rate)) } },
    role.container === 'avi' && { quirk: 'avi', where: name, what: 'The video is an AVI file.' },
    role.isNew && { quirk: 'new-video', where: name, what: 'One of the fifty videos that came later, in folders of their own.' },
    role.people.length === 2 && { quirk: 'two-people', where: name, what: `Two people share the video and its sound: ${people.map(({ key }) => key).join(', ')}.` },
    role.people[0] === '_right' && { quirk: 'suffix-alone', where: people[0]!.key, what: 'Only one of the two people in the video has annotations.' },
    role.sound === 'silent' && { quirk: 'silent', where: name, what: 'The sound track holds nothing but zeros.' },
    role.sound === 'none' && { quirk: 'no-sound', where: name, what: 'The video has no sound track.' },
    role.sound === 'stereo' && { quirk: 'stereo', where: name, what: 'Two channels that differ.' },
    clip.sound.seconds !== undefined && { quirk: 'sound-ends-early', where: name, what: `The sound ends after ${round(clip.sound.seconds)} of ${round(clip.frames / toHz(role.rate))} s.`, facts: { seconds: round(clip.sound.seconds) } },
    role.openEnd === true && { quirk: 'no-final-line-break', where: name, what: 'Its annotations end without a line break.' },
    role.elsewhere !== undefined && { quirk: 'other-split', where: name, what: `Splits differ between tasks: ${FRAME_TASKS.map((task) => `${task} ${splitIn(role, task) ?? 'none'}`).join(', ')}.` },
  ];
  return quirks.filter((quirk) => quirk !== false);
}

function quirksOfPerson({ key, video: { role, clip, rows }, labels }: Labelled): Quirk[] {
  const crops = clip.people.flatMap((person) => person.crops ?? []).find(({ folder }) => folder.endsWith(`/${key}`))!;
  const quirks: (Quirk | false)[] = [
    crops.gaps.length > 0 && { quirk: 'gap-in-crops', where: key, what: `No face was found in frames ${crops.gaps.map(([from, to]) => `${from} to ${to}`).join(', ')}.`, facts: { crops: listNumbers(crops).length, first: listNumbers(crops)[0]!, gap: crops.gaps.flat() } },
    role.oneLonger && { quirk: role.split === 'test' ? 'list-one-longer' : 'labels-one-longer', where: key, what: `${rows} rows for ${clip.frames} frames.`, facts: { rows, frames: clip.frames } },
    ...FRAME_TASKS.map((task) => labels.invalid[task].length > 0 && { quirk: `invalid-${task}`, where: key, what: `Frames ${labels.invalid[task][0]!} to ${labels.invalid[task].at(-1)!} have no label: ${task === 'va' ? '-5' : '-1'}${role.invalid === 'one-column' ? ' in the first column only' : ''}.`, facts: { first: labels.invalid[task][0]!, last: labels.invalid[task].at(-1)!, count: labels.invalid[task].length } }),
  ];
  return quirks.filter((quirk) => quirk !== false);
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
