import { seededRandom } from '../../../../datasets/drawn/seeded-random.ts';
import type { PlanRequest } from '../fake-options.ts';
import type { FakePlan, Quirk } from '../fake-plan.ts';
import { divide, drawMerClips, toWordList, type MerClip } from './mer-clips.ts';
import { toFakeClip } from './spoken-clip.ts';
import { toTable } from './to-table.ts';

/** Returns a MER 2024: labelled videos, and unlabelled ones among which those of both test sets are, the second half of them noisy. */
export function planMer2024(request: PlanRequest): FakePlan {
  const [labelled, unlabelled] = divide(request.clips, [0.6, 0.4]) as [number, number];
  const train = drawMerClips(labelled, { prefix: 'samplenew_', part: 0, request });
  const rest = drawMerClips(unlabelled, { prefix: 'samplenew_', part: 1, request });
  const random = seededRandom(request.seed * 11 + 4);
  const noisy = new Map(rest.filter((_, index) => index % 4 === 1).map(({ name }) => [name, { snr: 5 + Math.floor(random() * 6), blur: [1, 2, 4][Math.floor(random() * 3)]! }]));
  const semi = rest.filter((clip, index) => !noisy.has(clip.name) && index % 4 !== 3);
  const toClip = (clip: MerClip, folder: string) => {
    const corrupted = noisy.get(clip.name);
    return toFakeClip({ ...clip, sound: { kind: clip === train[2] ? 'silent' : 'mono', ...(corrupted && { snr: corrupted.snr }) }, files: { video: `${folder}/${clip.name}.mp4`, ...(corrupted && { blur: corrupted.blur }) } });
  };
  const labels = (clips: readonly MerClip[]) => toTable(['name', 'discrete'], clips.map(({ name, emotion }) => [name, emotion]));
  const words = (clips: readonly MerClip[]) => toTable(['name', 'openset'], clips.map((clip) => [clip.name, toWordList(clip.words)]));
  return {
    files: [
      { path: 'label-disdim.csv', content: toTable(['name', 'discrete', 'valence'], train.map(({ name, emotion, valence }) => [name, emotion, valence])) },
      { path: 'label-transcription.csv', content: toTable(['name', 'sentence'], train.map(({ name, sentence }, index) => [name, index === 0 ? '' : sentence.chinese])) },
      { path: 'organisers/test1-label.csv', content: labels(semi) },
      { path: 'organisers/test2-label.csv', content: labels(rest.filter(({ name }) => noisy.has(name))) },
      { path: 'organisers/check-openset.csv', content: words(semi) },
    ],
    clips: [...train.map((clip) => toClip(clip, 'video-labeled')), ...rest.map((clip) => toClip(clip, 'video-unlabeled-with-test2noise'))],
    quirks: [
      { quirk: 'empty-text', where: train[0]!.name, what: 'Its sentence is empty.' },
      ...(train[2] === undefined ? [] : [{ quirk: 'silent', where: train[2].name, what: 'The sound track holds nothing but zeros.' }]),
      ...[...noisy].map(([where, { snr, blur }]): Quirk => ({ quirk: 'noisy', where, what: `Somebody else talks, ${snr} dB below the voice, and the picture is blurred by ${blur}.`, facts: { snr, blur } })),
    ],
  };
}
