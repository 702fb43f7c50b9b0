import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { voiceHeadCard } from '../../../extractors/audio/head/voice-head.card.ts';
import { makeSample } from '../../../datasets/drawn/make-sample.ts';
import type { Gate } from '../../../plugins/gate/gate.ts';
import { readGate, toGateText } from '../../../plugins/gate/gate-file.ts';
import { runCommand } from '../run-command.ts';

const folder = mkdtempSync(join(tmpdir(), 'affekt-face-gate-'));
const path = (name: string) => join(folder, name);
const PEOPLE = [1, 2, 3];

/** A gate by the highest logit with all of its quantiles at `score`. */
function writeGate(name: string, head: string, score: number): string {
  const gate: Gate = { head, method: 'max-logit', settings: {}, parameters: {}, coverage: 0.99, reference: Array(201).fill(score), reasons: [], trials: [], counts: {} };
  writeFileSync(path(name), toGateText(gate));
  return path(name);
}

async function analyse(name: string, gates: readonly string[]) {
  const end = await runCommand(['analyze', path('new.mp4'), '-o', path(name), '--no-report', '--device', 'cpu', '--set', `gate.files=${JSON.stringify(gates)}`]);
  const [head, ...lines] = readFileSync(join(path(name), 'new', 'frames.csv'), 'utf8').trimEnd().split('\n').map((line) => line.split(','));
  return { end, rows: lines.map((cells) => Object.fromEntries(head!.map((column, index) => [column, cells[index]!]))) };
}

/** Two methods are enough to choose, and quick. */
const fit = () => runCommand(['gate', 'fit-face', ...PEOPLE.map((seed) => path(`p${seed}.mp4`)), '-m', 'energy,cosine', '-o', path('face.json')]);

let fitted: Awaited<ReturnType<typeof runCommand>>;

beforeAll(async () => {
  for (const seed of PEOPLE) await makeSample(path(`p${seed}.mp4`), { seed, seconds: 2, fps: 5, width: 320, height: 240 });
  await makeSample(path('new.mp4'), { seed: 9, seconds: 2, fps: 5, width: 320, height: 240 });
  fitted = await fit();
}, 120_000);

test('a gate is fitted to the faces of clips, and the same clips give the same file', async () => {
  expect([fitted.code, fitted.messages.split('\n')[0]]).toEqual([0, 'clip 1 of 3: p1, 10 of 10 faces']);
  expect(fitted.out).toMatch(/^AUROC, %\s+shuffled blocks\s+noise\s+inverted\s+blurred\s+upside down\s+beside faces\s+shuffled units\s+mean/);
  expect(fitted.messages).toContain('warning: of 30 known faces, less than one is to be withheld: the threshold is that of the strangest. Give more clips, or a lower --coverage.');
  expect(fitted.out).toMatch(/ is taken for human-emotion; of 30 known faces 99 % are let through/);
  const before = readFileSync(path('face.json'), 'utf8');
  await fit();
  expect(readFileSync(path('face.json'), 'utf8')).toBe(before);
}, 60_000);

test('faces that the gate doubts have no verdict and count in no mean, and the fused one rests on the voice alone', async () => {
  const { head } = await readGate(path('face.json'));
  const { end, rows } = await analyse('voice', [writeGate('none.json', head, 1e6), writeGate('all.json', voiceHeadCard.file.sha256, -1e6)]);
  expect(end).toMatchObject({ code: 0, messages: expect.stringMatching(/faceGate max-logit on human-emotion/) as string });
  expect(new Set(rows.map(({ person, uncertain, face_familiarity: known, face_expression: said }) => [person, uncertain, known, said].join('|')))).toEqual(new Set(['0|face: unlike training|0|']));
  expect(new Set(rows.map(({ rests_on: basis }) => basis))).toEqual(new Set(['', 'voice']));
  const spoken = rows.find(({ rests_on: basis }) => basis === 'voice')!;
  expect([spoken.expression, spoken.valence]).toEqual([spoken.voice_expression, spoken.voice_valence]);
  expect(end.out + end.messages).toContain('The face is uncertain in 10 of 10 sightings of a person (100 %: 10 unlike training): they have no verdict and count in no mean.');
}, 60_000);

test('where the voice is doubted as well, there is no fused verdict and both reasons are given', async () => {
  const { head } = await readGate(path('face.json'));
  const { rows } = await analyse('nothing', [writeGate('none.json', head, 1e6), writeGate('deaf.json', voiceHeadCard.file.sha256, 1e6)]);
  expect(rows.every(({ expression, rests_on: basis }) => expression === '' && basis === '')).toBe(true);
  expect(rows.map(({ uncertain }) => uncertain)).toContain('face: unlike training; voice: unlike training');
}, 60_000);

test('with the fitted gate a person of the same kind has verdicts and a familiarity', async () => {
  const { rows } = await analyse('known', [path('face.json')]);
  expect(rows.filter(({ face_expression: said }) => said !== '').length).toBeGreaterThan(0);
  expect(rows.every(({ face_familiarity: known }) => Number(known) >= 0 && known !== '')).toBe(true);
  expect(JSON.parse(readFileSync(join(path('known'), 'new', 'run.json'), 'utf8'))).toMatchObject({ models: { faceGate: { id: expect.stringMatching(/ on human-emotion$/) as string } } });
}, 60_000);

test.each([
  ['a clip that is not there', ['p1.mp4', 'nowhere.mp4'], 'nowhere.mp4: cannot be found, or holds no clips. Check the path.'],
  ['two kinds of one name', ['p1.mp4', 'p2.mp4', '--outliers', 'x/cartoons', '--outliers', 'y/cartoons'], 'is the second kind with the name "cartoons". Put both into one folder, or rename one.'],
  ['a kind with the name of one that is made', ['p1.mp4', 'p2.mp4', '--outliers', 'x/inverted'], 'has the name of a kind that is made here, "inverted". Rename it.'],
  ['a model that reads no expression', ['p1.mp4', 'p2.mp4', '--model', 'human-facemesh'], 'human-facemesh: is a model for face-landmarks, but facial-expression is wanted here'],
])('%s is refused in one sentence', async (_, args, message) => {
  const end = await runCommand(['gate', 'fit-face', ...args.map((each) => (each.endsWith('.mp4') ? path(each) : each)), '-o', path('refused.json')]);
  expect(end.code).toBe(2);
  expect(end.messages).toContain(message);
}, 60_000);
