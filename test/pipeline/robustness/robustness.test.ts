import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Probabilities } from '../../../fusion/verdict.ts';
import { loadConfig } from '../../../configs/load-config.ts';
import { embeddedSystem } from '../../../pipeline/robustness/embedded-system.ts';
import { stubTools } from '../stub-tools.ts';
import { findTools } from '../../../pipeline/media/find-tools.ts';
import { openNoiseLibrary } from '../../../pipeline/noise/noise-library.ts';
import { askSystem, type Survey, type SurveyEvent } from '../../../pipeline/robustness/ask-system.ts';
import { chooseClass } from '../../../pipeline/robustness/choose-class.ts';
import { findCrossing } from '../../../pipeline/robustness/find-crossing.ts';
import { toDamage, toPoints, writePoint } from '../../../pipeline/robustness/grid.ts';
import type { AnsweredClip, RobustnessClip } from '../../../pipeline/robustness/robustness-clip.ts';
import { scorePoints, type ScoringOptions } from '../../../pipeline/robustness/score-points.ts';
import type { System, SystemAnswer } from '../../../pipeline/robustness/system.ts';
import { toExpressions } from '../../../pipeline/robustness/to-expressions.ts';
import { toResult } from '../../../pipeline/robustness/to-result.ts';
import { writeRobustness } from '../../../pipeline/robustness/write-robustness.ts';
import { newFolder, noiseFolder, videos } from '../run-command.ts';

const tools = await findTools();
const sure = (name: 'anger' | 'happiness'): Probabilities => ({ anger: name === 'anger' ? 0.8 : 0.2, happiness: name === 'happiness' ? 0.8 : 0.2 });
const right = (clip: number) => (clip % 2 === 0 ? 'anger' : 'happiness');
const wrong = (clip: number) => right(clip + 1);

/** Forty clips of which face, voice and both are right where the functions say so, at one point. */
function survey(face: (clip: number) => boolean, voice: (clip: number) => boolean, fused: (clip: number) => boolean): AnsweredClip[] {
  const say = (isRight: boolean, clip: number) => ({ probabilities: sure(isRight ? right(clip) : wrong(clip)) });
  return Array.from({ length: 40 }, (_, clip) => ({
    clip: `c${clip}`,
    path: '',
    expression: right(clip),
    answers: [{ modalities: { face: say(face(clip), clip), voice: say(voice(clip), clip) }, fused: say(fused(clip), clip) }],
  }));
}

const options: ScoringOptions = { points: [{ snr: 0 }], modalities: ['face', 'voice'], classes: ['anger', 'happiness'], metric: 'uar', groupOf: ({ clip }) => clip, seed: 1 };

test('a grid of two axes has all pairs, the first axis within the second', () => {
  const points = toPoints([{ name: 'snr', values: [Infinity, 5] }, { name: 'blur', values: [1, 4] }]);
  expect(points.map(writePoint)).toEqual(['no noise, no blur', '5 dB, no blur', 'no noise, blur 4', '5 dB, blur 4']);
  expect(points.map((point) => Object.keys(toDamage(point, true)))).toEqual([[], ['sound'], ['picture'], ['sound', 'picture']]);
});

test('each modality is scored over all clips: 32 of 40, 24 of 40, all', () => {
  const [point] = scorePoints(survey((clip) => clip % 10 < 8, (clip) => clip % 10 < 6, () => true), options);
  expect(point!.scores).toMatchObject({ face: { value: 0.8, answered: 40 }, voice: { value: 0.6 }, fused: { value: 1 } });
  expect(point).toMatchObject({ best: 'face', lead: { value: expect.closeTo(0.2, 9) } });
  expect(point!.scores.face!.low).toBeLessThan(0.8);
  expect(point!.scores.face!.high).toBeGreaterThan(0.8);
});

test('fusion that is right wherever the best modality is, and more often, beats it above chance', () => {
  const points = scorePoints(survey((clip) => clip % 10 < 6, (clip) => clip % 10 > 4, () => true), options);
  expect(points[0]!.lead!.low).toBeGreaterThan(0);
  expect(findCrossing(points)).toMatchObject({ fusionWins: 'yes', points: [{ snr: 0 }], text: expect.stringMatching(/^Fusion beats the best single modality above chance at 0 dB \(\+0\.400/) });
});

test('a lead of one clip is no proof, and is told as such', () => {
  const points = scorePoints(survey((clip) => clip % 10 < 6, () => false, (clip) => clip % 10 < 6 || clip === 9), options);
  expect(points[0]!.lead!.value).toBeGreaterThan(0);
  expect(findCrossing(points)).toMatchObject({ fusionWins: 'unsure', text: expect.stringMatching(/nowhere above chance.*within what chance gives/) });
});

test('where fusion only does as well as the best modality it beats it nowhere', () => {
  const points = scorePoints(survey((clip) => clip % 10 < 6, () => false, (clip) => clip % 10 < 6), options);
  expect(findCrossing(points)).toMatchObject({ fusionWins: 'no', points: [] });
});

test('the difference is drawn in pairs: two that err on the same clips differ by nothing in every sample', () => {
  const [point] = scorePoints(survey((clip) => clip % 3 > 0, () => false, (clip) => clip % 3 > 0), options);
  expect(point!.lead).toEqual({ value: 0, low: 0, high: 0 });
});

test('what a modality says nothing of counts as the most frequent class', () => {
  const clips = survey(() => true, () => true, () => true).map((clip): AnsweredClip => ({ ...clip, answers: clip.answers.map((answer): SystemAnswer => ({ ...answer, modalities: { voice: answer.modalities.voice! } })) }));
  const [point] = scorePoints(clips, options);
  expect(point!.scores.face).toMatchObject({ value: 0.5, answered: 0 });
});

test('the most probable of the classes of the corpus is chosen, whatever else the system knows', () => {
  expect(chooseClass({ other: 0.7, anger: 0.1, happiness: 0.2 }, ['anger', 'happiness', 'fear'])).toBe(1);
});

test('classes mean what all translations make of them; what none knows is refused', () => {
  expect(toExpressions(['Angry', 'happy', 'calm', 'worried'])).toEqual(['anger', 'happiness', 'neutral', 'other']);
  expect(() => toExpressions(['angry', 'hangry'])).toThrow(/"hangry" is in no translation.*--mapping/);
  expect(() => toExpressions(['angry'], 'mer-7')).toThrow(/"mer-7" is not known.*mer-6/);
});

/** Answers by how loud the sound is and by how sharp the picture; counts how often it was asked. */
function stubSystem(): System & { readonly asked: () => string[] } {
  const asked: string[] = [];
  return {
    name: 'stub',
    key: 'stub-1',
    modalities: ['face', 'voice'],
    predict: async ({ path }) => {
      asked.push(execFileSync('ffprobe', ['-v', 'error', '-show_entries', 'stream=codec_name', '-of', 'csv=p=0', path], { encoding: 'utf8' }).trim().split('\n').join('+'));
      return { modalities: { face: { probabilities: sure('anger') }, voice: { probabilities: sure('happiness') } }, fused: { probabilities: sure('anger') } };
    },
    asked: () => asked,
    [Symbol.asyncDispose]: async () => undefined,
  };
}

async function ask(system: System, changes: Partial<Survey> = {}): Promise<SurveyEvent[]> {
  const root = changes.clips === undefined ? videos(['a.mkv', 'b.mkv']) : '';
  const clips = ['a', 'b'].map((clip): RobustnessClip => ({ clip, path: join(root, `${clip}.mkv`), expression: 'anger' }));
  return Array.fromAsync(askSystem({ system, points: toPoints([{ name: 'snr', values: [Infinity, 0] }]), clips, seed: 1, out: newFolder(), tools, signal: new AbortController().signal, noise: await openNoiseLibrary(noiseFolder(), tools), ...changes }));
}

test('a system is asked once for each clip and point, of sound that no codec has touched (trap 29)', async () => {
  const system = stubSystem();
  const events = await ask(system);
  expect(events.map((event) => event.type === 'answered' && event.clip.answers.length)).toEqual([2, 2]);
  expect(system.asked()).toEqual(Array.from({ length: 4 }, () => 'h264+pcm_s16le'));
});

test('answers are kept: the same survey asks nothing again, another point only that', async () => {
  const [system, out, root, noise] = [stubSystem(), newFolder(), videos(['a.mkv']), await openNoiseLibrary(noiseFolder(), tools)];
  const clips: RobustnessClip[] = [{ clip: 'x/a', path: join(root, 'a.mkv'), expression: 'anger' }];
  const first = await ask(system, { out, clips, noise });
  expect(await ask(system, { out, clips, noise })).toEqual(first);
  expect(system.asked()).toHaveLength(2);
  await ask(system, { out, clips, noise, points: [{ snr: 0 }, { snr: -5 }] });
  expect(system.asked()).toHaveLength(3);
});

test('a clip that cannot be read is told of and left out, the others are asked for', async () => {
  const root = videos(['a.mkv']);
  writeFileSync(join(root, 'b.mkv'), 'no video');
  const clips = ['b', 'a'].map((clip): RobustnessClip => ({ clip, path: join(root, `${clip}.mkv`), expression: 'anger' }));
  expect((await ask(stubSystem(), { clips })).map(({ type }) => type)).toEqual(['failed', 'answered']);
});

test('results and page are written; the page loads nothing and shows names as text', async () => {
  const folder = newFolder();
  mkdirSync(folder, { recursive: true });
  const clips = survey((clip) => clip % 10 < 6, (clip) => clip % 10 > 4, () => true).map((clip) => ({ ...clip, answers: [...clip.answers, ...clip.answers] }));
  const name = '<img src=x onerror=alert(1)>';
  await writeRobustness(folder, toResult(clips, { system: { name, key: '' }, corpus: { kind: 'folder', root: name }, failed: 1, metric: 'uar', axes: [{ name: 'snr', values: [Infinity, 0] }], noise: 'white noise', seed: 1, modalities: ['face', 'voice', 'text'] }));
  const page = readFileSync(join(folder, 'robustness.html'), 'utf8');
  expect(page).not.toContain(name);
  expect(/https?:\/\//.exec(page)).toBeNull();
  expect(page.match(/<path class="band/g)).toHaveLength(4); // Face, voice, fused, and the lead
  expect(page).toContain('The text has no answer for any clip and is left out.');
  const result = JSON.parse(readFileSync(join(folder, 'results.json'), 'utf8')) as { points: { point: unknown }[]; sampled: unknown };
  expect(result.points.map(({ point }) => point)).toEqual([{ snr: 'inf' }, { snr: 0 }]);
  expect(result.sampled).toEqual({ by: 'clip', count: 40 });
});

test('speakers are drawn whole where there are five or more', () => {
  const clips = survey(() => true, () => false, () => true).map((clip, index) => ({ ...clip, speaker: `s${index % 5}` }));
  const facts = { system: { name: '', key: '' }, corpus: { kind: 'folder', root: '' }, failed: 0, metric: 'accuracy', axes: [{ name: 'snr', values: [0] }], noise: '', seed: 1, modalities: ['face', 'voice'] } as const;
  expect(toResult(clips, facts).sampled).toEqual({ by: 'speaker', count: 5 });
});

test('the embedded system answers with the mean over all frames: of a picture that gets brighter, what is half as bright', async () => {
  const path = join(newFolder(), 'clip.mkv');
  execFileSync('ffmpeg', ['-v', 'error', '-f', 'lavfi', '-i', "color=black:s=64x48:r=10:d=2,geq=lum='16+219*N/19':cb=128:cr=128", '-c:v', 'ffv1', path]);
  const config = loadConfig({ set: ['fusion.smoothing=0', 'runtime.batch=4'] });
  await using system = embeddedSystem({ config, tools: stubTools(), media: tools });
  const { modalities, fused } = await system.predict({ name: 'clip', path }, new AbortController().signal);
  expect(system.modalities).toEqual(['face']);
  expect(modalities.face!.probabilities.happiness).toBeCloseTo(0.5, 2);
  expect(modalities.voice).toBeUndefined();
  expect(fused).toEqual(modalities.face);
});
