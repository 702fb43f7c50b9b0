import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { encodeNpy } from '../../../datasets/features/npy/encode-npy.ts';
import { flipCandidates } from '../../../fusion/train/partial/draw-candidates.ts';
import { randomFor } from '../../../runtime/train/random.ts';
import { newFolder, runCommand } from '../run-command.ts';

const CLASSES = ['anger', 'fear', 'joy', 'neutral', 'sadness'];
const COUNT = 200;
const labels = Int32Array.from({ length: COUNT }, (_, index) => index % CLASSES.length);
const drawn = flipCandidates(labels, { classes: CLASSES.length, ambiguity: 0.3, noise: 0.2, seed: 1 });
const clip = (index: number) => `clip${index}`;
const setOf = (index: number) => CLASSES.filter((_, code) => drawn.sets[index * CLASSES.length + code] === 1);

/** A corpus of 200 clips whose class can be read off their features; each is described by a line of cells. */
function corpus(header: string, cells: (index: number) => readonly (string | number)[]): string {
  const folder = newFolder();
  mkdirSync(join(folder, 'voice-UTT'));
  for (let index = 0; index < COUNT; index++) {
    const { normal } = randomFor(9, index);
    writeFileSync(join(folder, 'voice-UTT', `${clip(index)}.npy`), encodeNpy({ shape: [10], data: Float32Array.from({ length: 10 }, (_, at) => (at % 5 === labels[index]! ? 1.6 : 0) + 0.7 * normal()) }));
  }
  writeFileSync(join(folder, 'labels.csv'), [header, ...Array.from({ length: COUNT }, (_, index) => cells(index).join(',')), ''].join('\n'));
  return folder;
}

const listed = () => corpus('name,emotion,said', (index) => [clip(index), CLASSES[labels[index]!]!, setOf(index).join('|')]);

function argsFor(folder: string, changes: object = {}, training: object = {}): string[] {
  const config = {
    name: 'run', output: folder, features: { voice: { folder: join(folder, 'voice-UTT') } },
    labels: { file: join(folder, 'labels.csv'), columns: { clip: 'name', expression: 'emotion', candidates: 'said' }, classes: CLASSES },
    model: { name: 'attention', options: { hidden: 32 } }, folds: { kind: 'random', folds: 2 },
    training: { epochs: 30, batch: 25, learningRate: 0.01, metric: 'accuracy', standardise: true, partial: { method: 'alim-onehot', opensAt: 6 }, ...training }, ...changes,
  };
  writeFileSync(join(folder, 'train.json'), JSON.stringify(config));
  return ['train', '--config', join(folder, 'train.json'), '--quiet'];
}

const scores = (folder: string) => JSON.parse(readFileSync(join(folder, 'run', 'scores.json'), 'utf8')) as { readonly value: number };

describe('a run on candidate labels', () => {
  const folder = listed();

  test('learns from a column of candidates, is judged by the labels, and tells what it measured', async () => {
    const check = await runCommand([...argsFor(folder), '--check']);
    expect(check.out).toMatch(/candidates \(fold-1\): 100 examples with 2\.\d+ each, 0 with a known label; q 0\.\d+, η 0\.[12]\d+ on 100 labelled clips/);
    const { code } = await runCommand(argsFor(folder));
    expect(code).toBe(0);
    expect(scores(folder).value).toBeGreaterThan(0.8);
  }, 60_000);

  test('its audit finds the clips whose sets lack the truth, the surest first', async () => {
    const { code, out, messages } = await runCommand(['audit', 'labels', join(folder, 'run')]);
    expect(code).toBe(0);
    const rows = out.trimEnd().split('\n').slice(1).map((line) => line.split(/ {2,}/));
    const wrong = rows.filter(([name]) => !setOf(Number(name!.slice(4))).includes(CLASSES[labels[Number(name!.slice(4))]!]!));
    expect(rows.length).toBeGreaterThan(20);
    expect(wrong.length / rows.length).toBeGreaterThan(0.8);
    const margins = rows.map((cells) => Number(cells[4]));
    expect(margins).toEqual(margins.toSorted((a, b) => a - b));
    expect(messages).toMatch(/^\d+ of 200 clips are taken for none of their candidates; of \d+ with a label \d+ have it not among them/);
  });

  test('the audit writes a page that shows clips which are found by name, and allows them alone to be loaded', async () => {
    for (let index = 0; index < COUNT; index++) writeFileSync(join(folder, `${clip(index)}.wav`), '');
    const page = join(folder, 'audit.html');
    await runCommand(['audit', 'labels', join(folder, 'run'), '--media', folder, '--out', page, '--limit', '3']);
    const text = readFileSync(page, 'utf8');
    expect(text.match(/<audio controls preload="none" src="clip\d+\.wav">/g)).toHaveLength(3);
    expect(text).toContain('media-src &#39;self&#39; file:');
  });
});

test.each(['cc', 'lws', 'irnet', 'pico-plus'])('%s trains a head that `affekt predict` opens', async (method) => {
  const folder = listed();
  expect((await runCommand(argsFor(folder, {}, { epochs: 3, partial: { method } }))).code).toBe(0);
  const { code, out } = await runCommand(['predict', join(folder, 'run'), '-f', `voice=${join(folder, 'voice-UTT')}`, '-l', join(folder, 'labels.csv')]);
  expect(code).toBe(0);
  expect(out.split('\n')[0]).toBe('clip,expression,p_anger,p_fear,p_joy,p_neutral,p_sadness');
}, 60_000);

test('a feature that is a picture is learnt from as pictures are: with other targets in the end than without, and the head is as any other', async () => {
  const folder = listed();
  const weights: string[] = [];
  for (const augmentation of [{}, { pictures: { voice: { size: [2, 5], weak: { flip: false, shift: 0.2 } } } }]) {
    expect((await runCommand(argsFor(folder, { name: `run${weights.length}` }, { epochs: 2, partial: { augmentation } }))).code).toBe(0);
    weights.push(readFileSync(join(folder, `run${weights.length}`, 'fold-1', 'targets.csv'), 'utf8'));
  }
  expect(weights[1]).not.toBe(weights[0]);
  expect((await runCommand(['predict', join(folder, 'run1'), '-f', `voice=${join(folder, 'voice-UTT')}`])).code).toBe(0);
}, 60_000);

test('votes give sets and first beliefs', async () => {
  const columns = { clip: 'name', expression: 'emotion' };
  const folder = corpus(`name,emotion,${CLASSES.map((name) => `v_${name}`).join(',')}`, (index) => [clip(index), CLASSES[labels[index]!]!, ...CLASSES.map((_, code) => (drawn.sets[index * 5 + code] === 1 ? code + 1 : 0))]);
  const labelled = { file: join(folder, 'labels.csv'), columns, classes: CLASSES, votes: { prefix: 'v_' } };
  const { code } = await runCommand(argsFor(folder, { labels: labelled }, { epochs: 1, partial: { method: 'average', init: 'votes' } }));
  expect(code).toBe(0);
  const row = readFileSync(join(folder, 'run', 'fold-1', 'targets.csv'), 'utf8').split('\n').find((line) => line.includes('|'))!;
  const weights = row.split(',')[1]!.split('|').map((each) => each.split(':') as [string, string]);
  const total = weights.reduce((sum, [name]) => sum + CLASSES.indexOf(name) + 1, 0);
  for (const [name, weight] of weights) expect(Number(weight)).toBeCloseTo((CLASSES.indexOf(name) + 1) / total, 4);
}, 60_000);

test('models give candidates to clips without a label, which are in training parts only; labelled clips keep theirs, and η is measured on validation tables', async () => {
  const folder = corpus('name,emotion', (index) => [clip(index), index < 100 ? CLASSES[labels[index]!]! : '']);
  const table = (name: string, from: number, to: number, top: (index: number) => number) => {
    const rows = Array.from({ length: to - from }, (_, at) => [clip(from + at), CLASSES[top(from + at)]!, ...CLASSES.map((_class, code) => (code === top(from + at) ? 0.6 : 0.1))].join(','));
    writeFileSync(join(folder, name), [`clip,expression,${CLASSES.map((each) => `p_${each}`).join(',')}`, ...rows, ''].join('\n'));
    return join(folder, name);
  };
  /** One model is wrong of every fourth clip, the other of every tenth: both of every twentieth. */
  const [first, second] = [4, 10].map((often) => (index: number) => (index % often === 0 ? (labels[index]! + 1) % 5 : labels[index]!));
  const predictions = [
    { file: table('a.csv', 100, COUNT, first!), validation: table('va.csv', 0, 100, first!) },
    { file: table('b.csv', 100, COUNT, second!), validation: table('vb.csv', 0, 100, second!) },
  ];
  const labelled = { file: join(folder, 'labels.csv'), columns: { clip: 'name', expression: 'emotion' }, classes: CLASSES, predictions, rule: { kind: 'top' } };
  const { out, messages } = await runCommand([...argsFor(folder, { labels: labelled }), '--check']);
  expect(out).toMatch(/candidates \(fold-1\): 100 examples with 1\.25 each, 50 with a known label; q 0\.075, η 0\.050 on 100 labelled clips; η for training 0\.05/);
  expect(out).toMatch(/fold-1: 150 examples to train on, 50 to validate on/);
  expect(out + messages).toMatch(/may have learnt from the clips which this run validates on, and its validation then flatters/);
});

const cell = (text: string) => corpus('name,emotion,said', (index) => [clip(index), CLASSES[labels[index]!]!, index === 7 ? text : setOf(index).join('|')]);
test.each([
  ['a class that is none', () => argsFor(cell('anger|glee')), /labels\.csv: line 9: the clip "clip7" has the candidate "glee", and the classes are anger, .*`labels\.separator`/],
  ['a candidate twice', () => argsFor(cell('anger|anger')), /the clip "clip7" has the candidate "anger" twice\./],
  ['a weight that is none', () => argsFor(cell('anger:much|joy')), /the clip "clip7" has the weight "much" for "anger"\./],
  ['a wrong η', () => argsFor(listed(), {}, { partial: { noiseRate: 1.5 } }), /training\.partial\.noiseRate: is 1\.5, and must be a share from 0 to 1, or "estimate"/],
  ['a picture of another size', () => argsFor(listed(), {}, { partial: { augmentation: { pictures: { voice: { size: [8, 8, 3] } } } } }), /pictures\.voice\.size: a picture of 8 × 8 × 3 has 192 numbers, and the feature "voice" has 10\. Give rows/],
  ['a picture without columns', () => argsFor(listed(), {}, { partial: { augmentation: { pictures: { voice: { size: [8] } } } } }), /pictures\.voice\.size: is \[8\], and must be rows, columns and/],
  ['a picture that is no feature', () => argsFor(listed(), {}, { partial: { augmentation: { pictures: { face: { size: [2, 5] } } } } }), /pictures\.face: there is no feature "face"; name one of voice/],
  ['an unknown method', () => argsFor(listed(), {}, { partial: { method: 'alim' } }), /training\.partial\.method: there is no "alim"; known are average, cc/],
  ['candidates that nothing learns from', () => argsFor(listed(), {}, { partial: null }), /labels\.columns\.candidates: candidates are named, and nothing learns from them/],
  ['no candidates', () => argsFor(corpus('name,emotion,said', (index) => [clip(index), CLASSES[labels[index]!]!, ''])), /labels\.csv: no clip has candidates/],
  ['a clip with neither label nor candidate', () => argsFor(corpus('name,emotion,said', (index) => [clip(index), index === 3 ? '' : CLASSES[labels[index]!]!, index === 3 ? '' : setOf(index).join('|')])), /the clip "clip3" has neither a label nor a candidate\./],
  ['nothing to measure η on', () => argsFor(corpus('name,emotion,said', (index) => [clip(index), index < 100 ? CLASSES[labels[index]!]! : '', index < 100 ? '' : setOf(index).join('|')])), /noiseRate: is "estimate", and no clip has both candidates and a label/],
  ['a folder that is no run', () => ['audit', 'labels', newFolder()], /has no fold with a targets\.csv/],
])('%s: one line says so', async (_, args, message) => {
  const { code, messages } = await runCommand(args());
  expect(messages).toMatch(message);
  expect(code).toBe(2);
});
