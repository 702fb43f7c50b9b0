import { readFileSync, statSync } from 'node:fs';
import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeFake } from '../../../pipeline/corpora/fake/make-fake.ts';
import { runCommand } from '../run-command.ts';

interface Scores {
  readonly rows: readonly Readonly<Record<string, string | number | null>>[];
}

const newFolder = () => mkdtemp(join(tmpdir(), 'recipes-'));
const scoresOf = (out: string) => JSON.parse(readFileSync(join(out, 'scores.json'), 'utf8')) as Scores;
const linesOf = (path: string) => readFileSync(path, 'utf8').trimEnd().split('\n');

const affWild2 = makeFake('aff-wild2', join(await newFolder(), 'corpus'), { clips: 9, seconds: 2, seed: 5 });
const mer2023 = makeFake('mer2023', join(await newFolder(), 'corpus'), { clips: 26, seconds: 2, seed: 5, testLabels: 'released' });

/** A folder for results that has the features of an earlier run. */
async function withFeatures(earlier: string): Promise<string> {
  const out = await newFolder();
  await cp(join(earlier, 'features'), join(out, 'features'), { recursive: true });
  return out;
}

const wenRun = await newFolder();
const merRun = await newFolder();
const QUICK = ['--set', 'training.epochs=2', '--set', 'training.batch=8', '--quiet'];

test('wen-abaw6 goes from the folder of the corpus to the official score and files with the rows of the organisers, in their order (trap 5)', async () => {
  const [{ root }, out] = [await affWild2, wenRun];
  const end = await runCommand(['recipe', 'wen-abaw6', root, '--out', out, '--smooth', '2', ...QUICK]);
  expect(end).toMatchObject({ code: 0 });
  expect(end.out).toContain('| va attention-seq |');
  for (const [task, list] of [['va-attention-seq', 'VA'], ['expr-transformer', 'Expr']] as const) {
    const rows = linesOf(join(out, 'submissions', task, 'predictions.txt')).slice(1).map((line) => line.split(',')[0]);
    const wanted = linesOf(join(root, `CVPR_6th_ABAW_${list}_test_set_example.txt`)).slice(1).map((line) => line.split(',')[0]);
    expect(rows).toEqual(wanted);
  }
  const check = await runCommand(['evaluate', '-p', 'abaw6-va', '--clip', '--predictions', join(out, 'runs', 'va-attention-seq', 'validation.csv'), '--labels', root, '--allow-missing', '--json', '-']);
  const { score } = JSON.parse(check.out) as { readonly score: number };
  expect(scoresOf(out).rows[0]!['protocol score']).toBeCloseTo(score, 2); // Frames between predicted ones are filled by the recipe
});

test('the same command again keeps features and trained heads and gives the same scores', async () => {
  const [{ root }, out] = [await affWild2, wenRun];
  const args = ['recipe', 'wen-abaw6', root, '--out', out, '--smooth', '2', ...QUICK];
  const features = join(out, 'features', 'visual-human-emotion-FRA');
  const file = join(features, (await readdir(features)).find((name) => name.endsWith('.safetensors'))!);
  const [before, scores, head] = [statSync(file).mtimeMs, readFileSync(join(out, 'scores.json')), readFileSync(join(out, 'runs', 'va-attention-seq', 'head.onnx'))];
  expect((await runCommand(args)).code).toBe(0);
  expect(statSync(file).mtimeMs).toBe(before);
  expect(readFileSync(join(out, 'scores.json'))).toEqual(scores);
  expect(readFileSync(join(out, 'runs', 'va-attention-seq', 'head.onnx'))).toEqual(head);
});

test('a learned alignment takes videos of several rates, and what is published is taken with its faults on request (trap 11) (trap 15)', async () => {
  const [{ root }, out] = [await affWild2, await withFeatures(wenRun)];
  expect(await runCommand(['recipe', 'wen-abaw6', root, '--out', out, '--tasks', 'va', '--align', 'convolution', ...QUICK])).toMatchObject({ code: 0 });
  const published = await withFeatures(wenRun);
  const end = await runCommand(['recipe', 'wen-abaw6', root, '--out', published, '--tasks', 'va', '--models', 'mctn', '--align', 'wen', '--as-published', ...QUICK]);
  expect(end.out).toContain('validation is the last quarter of the shuffled training videos');
  const config = JSON.parse(readFileSync(join(published, 'runs', 'va-mctn', 'config.json'), 'utf8')) as Record<string, unknown>;
  expect(config).toMatchObject({ alignment: { method: 'wen' }, model: { options: { recurrence: 'as-published' } }, head: { loss: { over: 'wen' } }, training: { standardise: false } });
  const labels = linesOf(join(published, 'labels', 'va.csv')).slice(1).map((line) => line.split(','));
  const clipsOf = (split: string) => [...new Set(labels.filter((cells) => cells.at(-1) === split).map(([clip]) => clip!))];
  expect(clipsOf('validation').length).toBe(Math.floor((clipsOf('validation').length + clipsOf('train').length) / 4));
});

test('mer2023-baseline scores each modality and all, on all four sets, and answers every clip of each test set (trap 26)', async () => {
  const [{ root }, out] = [await mer2023, merRun];
  expect(await runCommand(['recipe', 'mer2023-baseline', root, '--out', out, '--set', 'training.epochs=3', '--quiet'])).toMatchObject({ code: 0 });
  const { rows } = scoresOf(out);
  expect(rows.map(({ system }) => system)).toEqual(['audio', 'text', 'visual', 'fused']);
  expect(rows.every((row) => ['Train&Val', 'MULTI', 'NOISE', 'SEMI (weighted F1)'].every((column) => typeof row[column] === 'number'))).toBe(true);
  for (const [split, protocol] of [['test1', 'mer2023-multi'], ['test2', 'mer2023-noise'], ['test3', 'mer2023-semi']] as const) {
    const names = linesOf(join(out, 'submissions', 'fused', protocol, 'submission.csv')).slice(1).map((line) => line.split(',')[0]!);
    const videos = (await readdir(join(root, split))).map((name) => name.replace(/\.\w+$/, ''));
    expect([...names].sort()).toEqual(videos.sort());
  }
});

test('merbench searches each model at its own level and reports mean and deviation of its repeats', async () => {
  const [{ root }, out] = [await mer2023, await withFeatures(merRun)];
  expect(await runCommand(['recipe', 'merbench', root, '--out', out, '--models', 'lf-dnn,ef-lstm', '--draws', '1', '--repeat', '2', '--set', 'training.epochs=1', '--quiet'])).toMatchObject({ code: 0 });
  const { rows } = scoresOf(out);
  expect(rows.map(({ system }) => system)).toEqual(['lf-dnn (utterance)', 'ef-lstm (frame)']);
  expect(rows.every(({ deviation }) => typeof deviation === 'number' && deviation >= 0)).toBe(true);
  expect(await readdir(join(out, 'runs', 'ef-lstm'))).toEqual(expect.arrayContaining(['repeat-1', 'repeat-2', 'search.json']));
});

test('a head that a recipe trained is surveyed over a grid of noise, each modality and all, on what it was trained with', async () => {
  const [{ root }, out] = [await mer2023, await newFolder()];
  const end = await runCommand(['robustness', 'mer2023', root, '--split', 'test1', '--limit', '3', '--head', join(merRun, 'runs', 'fused'), '--grid', 'snr=inf,-20', '--out', out, '--json', '--quiet']);
  expect(end).toMatchObject({ code: 0 });
  const { points } = JSON.parse(end.out) as { readonly points: readonly { readonly scores: Readonly<Record<string, { readonly answered: number }>> }[] };
  expect(points.map(({ scores }) => Object.keys(scores).sort())).toEqual([['audio', 'fused', 'text', 'visual'], ['audio', 'fused', 'text', 'visual']]);
  expect(points[0]!.scores.visual).toEqual(points[1]!.scores.visual); // Noise is heard and not seen
  const frames = await runCommand(['robustness', 'mer2023', root, '--head', join(wenRun, 'runs', 'va-attention-seq'), '--out', await newFolder(), '--quiet']);
  expect(frames).toMatchObject({ code: 2, messages: expect.stringMatching(/answers frame by frame, and robustness is measured on classes of clips\. Give a head/) as string });
});

test('a modality that too few clips have is told of and has no score, and the others are trained', async () => {
  const [{ root }, out] = [await mer2023, await withFeatures(merRun)];
  const audio = join(out, 'features', 'audio-affekt-voice-UTT');
  for (const name of (await readdir(audio)).filter((each) => each.endsWith('.safetensors')).sort().slice(4)) await rm(join(audio, name));
  const end = await runCommand(['recipe', 'mer2023-baseline', root, '--out', out, '--features', `audio=${audio}`, '--set', 'training.epochs=1', '--quiet']);
  expect(end).toMatchObject({ code: 0 });
  expect(end.messages).toMatch(/warning: audio has no score\. .*labels\/train\.csv/);
  const scored = (system: string) => scoresOf(out).rows.find((row) => row.system === system)!['Train&Val'];
  expect([scored('audio'), typeof scored('visual'), typeof scored('fused')]).toEqual([null, 'number', 'number']);
});

test.each([
  [['recipe', 'wen-abaw6', 'nowhere', '--quiet'], /nowhere: does not exist\. Check the path/],
  [['recipe', 'wen-abaw6', '.', '--tasks', 'au'], /there is no task "au"; there are va, expr/],
  [['recipe', 'merbench', '.', '--models', 'bert'], /there is no model "bert" in this recipe; there are attention/],
  [['recipe', 'merbench', '.', '--features', 'smell=x'], /there is no modality "smell"; there are audio, text, visual/],
  [['recipe', 'merbench', '.', '--draws', '0'], /--draws and --repeat: at least 1 each/],
  [['recipe', 'wen-abaw6', '.', '--smooth', '1.5'], /It must be a whole number of at least 0/],
])('%j is refused with what to do', async (args, message) => {
  const end = await runCommand(args);
  expect(end.code).toBe(2);
  expect(end.messages).toMatch(message);
});

test('stopped by the user, it says how to go on', async () => {
  const controller = new AbortController();
  controller.abort(new DOMException('stopped', 'AbortError'));
  const end = await runCommand(['recipe', 'mer2023-baseline', (await mer2023).root, '--out', await newFolder()], controller.signal);
  expect(end.code).toBe(130);
  expect(end.messages).toContain('The same command goes on where it was');
});
