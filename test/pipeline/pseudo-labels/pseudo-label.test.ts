import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { Writable } from 'node:stream';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readEnvironment } from '../../../configs/environment.ts';
import { readClipLabels } from '../../../datasets/tables/read-clip-labels.ts';
import { pseudoLabelCommand } from '../../../pipeline/commands/pseudo-label.ts';
import { CLASSES, LABELLED, newFolder, scoreTable, UNLABELLED, type Score } from './write-scores.ts';

const VALIDATION = scoreTable(LABELLED, { folds: true });

/** Runs the command in this process. */
async function run(...args: readonly string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const text = { stdout: '', stderr: '' };
  const sink = (key: 'stdout' | 'stderr') => new Writable({ write: (chunk: Buffer, _, done) => { text[key] += chunk.toString(); done(); } });
  let code = -1;
  await pseudoLabelCommand({ environment: readEnvironment(), stdout: sink('stdout'), stderr: sink('stderr'), stop: new AbortController().signal, exit: (each) => (code = each) })
    .exitOverride()
    .configureOutput({ writeErr: (each) => (text.stderr += each) })
    .parseAsync(args, { from: 'user' });
  return { code, ...text };
}

/** A folder with tables of one model, and the arguments that read them. */
function given({ labelled = VALIDATION, unlabelled = scoreTable(UNLABELLED), files = {} }: { readonly labelled?: string; readonly unlabelled?: string; readonly files?: Readonly<Record<string, string>> } = {}) {
  const path = newFolder({ 'val.csv': labelled, 'un.csv': unlabelled, ...files });
  return { path, args: ['--validation', `audio=${path('val.csv')}`, '-p', `audio=${path('un.csv')}`, '-o', path('out')] };
}

/** All files under a folder with what they hold. */
const contents = (folder: string) => Object.fromEntries(readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => [entry.name, readFileSync(join(entry.parentPath, entry.name), 'base64')]));
const linesOf = (path: string) => readFileSync(path, 'utf8').trimEnd().split('\n');

test('clips above the threshold of their class become labels, the others stand aside with the reason, and nothing is lost', async () => {
  const { path, args } = given();
  const { code, stdout } = await run(...args);
  expect(code).toBe(0);
  expect(linesOf(path('out/round-1/pseudo-labels.csv'))).toEqual(['name,discrete,confidence,threshold,models', 'u1,calm,0.75,0.7,audio', 'u3,glad,0.9,0.7,audio', 'u5,sad,0.95,0.7,audio']);
  expect(linesOf(path('out/round-1/rejected.csv'))).toEqual(['name,discrete,confidence,threshold,reason', 'u2,calm,0.7,0.7,below-threshold', 'u4,sad,0.5,0.7,below-threshold']);
  expect(stdout).toMatch(/glad +2\/2 +0\.7000 +1\/1 +0\.50 \(0\.09–0\.91\), of 2 +2 → 3/);
});

test('the table to train on has true labels first, and is read as labels', async () => {
  const { path, args } = given();
  await run(...args);
  expect(linesOf(path('out/train-round-1.csv')).slice(-3)).toEqual(['u1,calm,pseudo,pseudo-round-1,1', 'u3,glad,pseudo,pseudo-round-1,0.5', 'u5,sad,pseudo,pseudo-round-1,1']);
  const labels = await readClipLabels(path('out/train-round-1.csv'), { columns: { clip: 'name', expression: 'discrete', split: 'split' }, classes: CLASSES });
  expect(labels).toHaveLength(10);
  expect(labels.filter(({ split }) => split === 'pseudo').map(({ expression }) => expression)).toEqual([0, 1, 2]);
});

test('candidate sets of two models hold the first choice of each, as table and as lines', async () => {
  const { path, args } = given({ files: { 'un2.csv': scoreTable([['u1', 2, 0.8], ['u5', 2, 0.6]]) } });
  const { stderr } = await run(...args, '--validation', `face=${path('val.csv')}`, '-p', `face=${path('un2.csv')}`);
  expect(stderr).toContain('3 unlabelled clips lack the prediction of "face"');
  expect(linesOf(path('out/round-1/candidates.csv'))[1]).toBe('u1,2,,1,0,1,0.478873,0,0.521127'); // Means 0.425 and 0.4625, of 0.8875
  expect(JSON.parse(linesOf(path('out/round-1/candidates.jsonl'))[0]!)).toEqual({ clip: 'u1', labels: ['calm', 'sad'], candidates: [1, 0, 1], weights: [0.478873, 0, 0.521127], models: { audio: 'calm', face: 'sad' } });
});

test('the same inputs give the same bytes, and a round that is there stays one in the ledger', async () => {
  const { path, args } = given();
  await run(...args);
  const first = contents(path('out'));
  await run(...args);
  expect(contents(path('out'))).toEqual(first);
  const { path: other, args: again } = given();
  await run(...again);
  expect(contents(other('out'))).toEqual(first);
});

test('a round of other inputs or settings is never written over', async () => {
  const { path, args } = given();
  await run(...args);
  const before = contents(path('out'));
  await expect(run(...args, '--eta', '0.6')).rejects.toThrow(/round 1 is there already .*--round 2/);
  await expect(run(...args, '--round', '3')).rejects.toThrow(/holds the rounds up to 1\. Give --round 2/);
  expect(contents(path('out'))).toEqual(before);
});

test('a second round adds to the ledger what is new, and keeps since which round a clip has its label', async () => {
  const { path, args } = given();
  await run(...args);
  const first = readFileSync(path('out/ledger.jsonl'), 'utf8');
  writeFileSync(path('un.csv'), scoreTable([['u1', 0, 0.75], ['u2', 0, 0.8], ['u3', 1, 0.5], ['u5', 2, 0.9]]));
  const { stdout } = await run(...args, '--round', '2');
  expect(stdout).toContain('since round 1: 1 new, 0 changed, 1 taken back, 2 kept');
  const all = readFileSync(path('out/ledger.jsonl'), 'utf8');
  expect(all.startsWith(first)).toBe(true);
  expect(all.slice(first.length).trimEnd().split('\n').slice(1).map((line): unknown => JSON.parse(line))).toMatchObject([{ type: 'promote', clip: 'u2', label: 'calm', round: 2 }, { type: 'demote', clip: 'u3', label: 'glad', reason: 'below-threshold' }]);
  expect(linesOf(path('out/train-round-2.csv')).slice(-3).map((line) => line.split(',')[3])).toEqual(['pseudo-round-1', 'pseudo-round-2', 'pseudo-round-1']);
});

test('a clip with another label than in an earlier round is refused, left out, or taken with its history', async () => {
  const { path, args } = given();
  await run(...args);
  writeFileSync(path('un.csv'), scoreTable([['u1', 2, 0.95], ['u5', 2, 0.95]]));
  await expect(run(...args, '--round', '2')).rejects.toThrow(/1 clips had another label in an earlier round: "u1" was calm and is sad.*--changes drop/);
  expect(existsSync(path('out/round-2'))).toBe(false);
  const dry = await run(...args, '--round', '2', '--changes', 'drop', '--dry-run', '--json');
  expect(JSON.parse(dry.stdout)).toMatchObject({ selected: 1, conflicts: 1, rejected: { 'other-label-in-an-earlier-round': 1 } });
  await run(...args, '--round', '2', '--changes', 'take');
  expect(JSON.parse(linesOf(path('out/ledger.jsonl')).find((line) => line.includes('"change"'))!)).toMatchObject({ clip: 'u1', label: 'sad', from: 'calm' });
});

test('truth of unlabelled clips is compared with and decides nothing', async () => {
  const { path, args } = given({ files: { 'truth.csv': 'name,discrete\nu1,calm\nu3,sad\nu5,sad\n' } });
  const { stdout } = await run(...args, '--truth', path('truth.csv'), '--json');
  expect(JSON.parse(stdout)).toMatchObject({ truth: { known: 3, precision: 2 / 3 }, classes: [{ actual: 1 }, { actual: 0 }, { actual: 1 }] });
  const { path: other, args: blind } = given();
  await run(...blind);
  expect(contents(path('out'))).toEqual(contents(other('out')));
});

const leaky: Score[] = [...UNLABELLED, ['l2', 0, 0.99]];

test('predictions on labelled clips are refused, left out when asked, and never replace a true label (trap 11)', async () => {
  const { path, args } = given({ unlabelled: scoreTable(leaky) });
  await expect(run(...args)).rejects.toThrow(/unlabelled clips: l2 have a true label already.*--drop-leaks.*--allow-leak/);
  for (const flag of ['--drop-leaks', '--allow-leak']) {
    const { code, stderr } = await run(...args, flag, '--out', path(flag));
    expect(code).toBe(0);
    expect(stderr).toContain('warning: unlabelled clips: ');
    expect(linesOf(path(`${flag}/round-1/rejected.csv`))).toContain('l2,calm,0.99,,is-labelled');
    expect(linesOf(path(`${flag}/train-round-1.csv`)).filter((line) => line.startsWith('l2,'))).toEqual(['l2,calm,,label,1']);
  }
});

test('clips of the test list are not trained on unless a leak is allowed, which the ledger says (trap 11)', async () => {
  const { path, args } = given({ files: { 'test.csv': 'name\nu1\n' } });
  const withTest = [...args, '--test-list', path('test.csv')];
  await expect(run(...withTest)).rejects.toThrow(/u1 are kept for the test/);
  await run(...withTest, '--drop-leaks', '--out', path('drop'));
  expect(linesOf(path('drop/round-1/rejected.csv'))[1]).toBe('u1,calm,0.75,,is-test');
  await run(...withTest, '--allow-leak', '--out', path('allow'));
  expect(linesOf(path('allow/round-1/pseudo-labels.csv'))[1]).toMatch(/^u1,/);
  expect(JSON.parse(linesOf(path('allow/ledger.jsonl'))[0]!)).toMatchObject({ leaks: { 'unlabelled-is-test': 1 } });
});

test('thresholds are not taken from predictions on training clips, nor from pseudo-labels in validation (trap 11)', async () => {
  const training = given({ labelled: scoreTable(LABELLED) });
  await expect(run(...training.args)).rejects.toThrow(/val\.csv: audio is a table without a column "fold".*validation\.csv/);
  const { path, args } = given();
  await run(...args);
  writeFileSync(path('val.csv'), scoreTable([...LABELLED, ['u5', 2, 0.99, 2]], { folds: true }));
  await expect(run(...args, '--round', '2')).rejects.toThrow(/validation: u5 are judged by a label that a model gave/);
  await run(...args, '--round', '2', '--drop-leaks');
  expect(JSON.parse(linesOf(path('out/ledger.jsonl')).findLast((line) => line.includes('"type":"round"'))!)).toMatchObject({ round: 2, thresholds: [0.7, 0.7, 0.7] });
});

test('speakers on both sides are told of (trap 11)', async () => {
  const { path, args } = given({ files: { 'labels.csv': `name,discrete,speaker\n${LABELLED.map(([clip, , , actual], index) => `${clip},${CLASSES[actual!]!},s${index % 2}`).join('\n')}\n`, 'list.csv': 'name,speaker\nu1,s1\nu5,s9\n' } });
  const { stderr, code } = await run(...args, '--labels', path('labels.csv'), '--column', 'speaker=speaker', '-u', path('list.csv'));
  expect(code).toBe(0);
  expect(stderr).toMatch(/warning: unlabelled clips: s1 are also among the labelled clips \(speakers\)/);
  expect(linesOf(path('out/train-round-1.csv')).slice(-2)).toEqual(['u1,calm,s1,pseudo,pseudo-round-1,1', 'u5,sad,s9,pseudo,pseudo-round-1,1']);
});

test.each<[string, Parameters<typeof given>[0], RegExp]>([
  ['classes in another order', { unlabelled: scoreTable(UNLABELLED, { classes: ['glad', 'calm', 'sad'] }) }, /un\.csv: has the classes glad, calm, sad in this order, and .*val\.csv calm, glad, sad/],
  ['other classes', { unlabelled: scoreTable(UNLABELLED, { classes: ['calm', 'glad', 'fear'] }) }, /has the classes calm, glad, fear, and/],
  ['a class that is not the most probable one', { unlabelled: scoreTable(UNLABELLED).replace('u1,calm', 'u1,glad') }, /line 2: the clip "u1" is called "glad", and its most probable class is "calm"/],
  ['columns that were renamed', { unlabelled: scoreTable(UNLABELLED).replace('p_calm,p_glad', 'p_glad,p_calm') }, /in this order|line 2: the clip "u1"/],
  ['a row a moment', { unlabelled: scoreTable(UNLABELLED).replace('clip,', 'clip,time,').replaceAll(/^u(\d),/gm, 'u$1,0,') }, /has a row for each moment/],
  ['a clip in two rows', { unlabelled: scoreTable([...UNLABELLED, ['u1', 0, 0.5]]) }, /has the clip "u1" in line 2 and in line 7/],
  ['a probability that is none', { unlabelled: scoreTable(UNLABELLED).replace('0.75', 'NaN') }, /line 2: the clip "u1" has "NaN" for "p_calm"/],
  ['probabilities that sum up to more', { unlabelled: scoreTable(UNLABELLED).replace('0.75', '0.95') }, /line 2: .* sum up to 1\.2000/],
  ['no probabilities', { unlabelled: 'clip,expression\nu1,calm\n' }, /has 0 columns of probabilities/],
  ['no truth', { labelled: scoreTable(UNLABELLED) }, /says of no clip what is true/],
  ['an empty table', { unlabelled: 'clip,expression,p_calm,p_glad\n' }, /has no rows/],
])('%s gives one clear refusal', async (_, change, message) => {
  const { args } = given(change);
  await expect(run(...args)).rejects.toThrow(message);
});

test('a table with a byte order mark and carriage returns is read as any other', async () => {
  const { code } = await run(...given({ unlabelled: `\uFEFF${scoreTable(UNLABELLED).replaceAll('\n', '\r\n')}` }).args);
  expect(code).toBe(0);
});

test('labels that contradict what a model was judged by are refused', async () => {
  const { path, args } = given({ files: { 'labels.csv': 'name,discrete\nl1,sad\n' } });
  await expect(run(...args, '--labels', path('labels.csv'))).rejects.toThrow(/labels\.csv: the clip "l1" is "sad", and in .*val\.csv it is "calm"/);
});

test('a damaged ledger is refused with its line', async () => {
  const { path, args } = given();
  await run(...args);
  writeFileSync(path('out/ledger.jsonl'), readFileSync(path('out/ledger.jsonl'), 'utf8').slice(0, -20));
  await expect(run(...args)).rejects.toThrow(/ledger\.jsonl:4: is no line of a ledger/);
});

test.each([
  [['--agree', '2'], /--agree 2: there is 1 model/],
  [['--eta', '1.5'], /must be a number from 0 to 1/],
  [['--per-class', '0'], /whole number of at least 1/],
  [['--weight', 'audio=-1'], /--weight audio: is -1/],
  [['-p', 'face=x.csv'], /there is no model "face"; there are audio/],
  [['-m', 'face=/nowhere'], /nothing says what the model "face" predicts.*affekt predict \/nowhere/],
])('%j is refused with what to do', async (args, message) => {
  await expect(run(...given().args, ...args)).rejects.toThrow(message);
});
