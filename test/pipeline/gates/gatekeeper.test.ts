import { createHash } from 'node:crypto';
import { copyFileSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { voiceHeadCard } from '../../../extractors/audio/head/voice-head.card.ts';
import { parseModel } from '../../../runtime/onnx/read-model.ts';
import { createGatekeeper } from '../../../pipeline/gates/gatekeeper.ts';
import { collectDoubts } from '../../../pipeline/gates/collect-doubts.ts';
import { withheldNotes } from '../../../pipeline/gates/withheld-notes.ts';

const HEAD = 'extractors/audio/head/voice-head.onnx';
const GATE = 'plugins/gate/fitted/affekt-voice-ravdess.gate.json';
const model = { id: 'affekt-voice-ravdess', path: HEAD, sha256: voiceHeadCard.file.sha256, card: voiceHeadCard };
const settings = { on: true, coverage: null, files: [] };

test('the gate that comes with affekt is of the voice head that comes with it', async () => {
  expect(createHash('sha256').update(readFileSync(HEAD)).digest('hex')).toBe(model.sha256);
  const gates = createGatekeeper(settings);
  const opened = parseModel((await gates.adapt(model)) as Uint8Array, HEAD);
  expect(opened.outputs.map(({ name }) => name)).toEqual(['probabilities', 'gate.units']);
  expect(gates.of(model.id)!.found.path).toContain(GATE);
});

test('a model with the name of a gate but other bytes has none, nor has any when gates are off', async () => {
  expect(await createGatekeeper(settings).adapt({ ...model, sha256: '0'.repeat(64) })).toBe(HEAD);
  expect(await createGatekeeper({ ...settings, on: false }).adapt(model)).toBe(HEAD);
});

test('what is less familiar than the coverage leaves room for is withheld', async () => {
  const judge = async (coverage: number | null) => {
    const gates = createGatekeeper({ ...settings, coverage });
    await gates.adapt(model);
    return gates.of(model.id)!.judge(Float32Array.from({ length: 256 }, (_, unit) => (unit % 4 === 0 ? 0.3 : 0)));
  };
  const { familiarity } = await judge(null);
  expect(familiarity).toBeGreaterThan(0.02);
  expect(familiarity).toBeLessThan(0.98);
  expect((await judge(1 - familiarity + 0.01)).doubt).toBeUndefined();
  expect((await judge(1 - familiarity - 0.01)).doubt).toBe('unlike training');
});

test('a gate of the user goes before the one that comes with affekt, and one for another model is refused', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'gate-'));
  const [own, other] = [join(folder, 'own.json'), join(folder, 'other.json')];
  copyFileSync(GATE, own);
  writeFileSync(other, readFileSync(GATE, 'utf8').replace(model.sha256, '1'.repeat(64)));
  const gates = createGatekeeper({ ...settings, files: [own] });
  await gates.adapt(model);
  expect(gates.of(model.id)!.found.path).toBe(own);
  gates.confirm();
  const refusing = createGatekeeper({ ...settings, files: [other] });
  await refusing.adapt(model);
  expect(() => refusing.confirm()).toThrow(`${other}: it was fitted to none of the models that are used. Give the gate that was fitted to this head`);
});

test('what is withheld is told by number, share and reason, and nothing where nothing is', () => {
  const row = { start: 0, end: 2, speech: 1, descriptors: {} };
  const verdict = { probabilities: {}, expression: 'neutral', valence: 0, arousal: 0, valenceArousal: 'derived', restsOn: ['voice'] } as const;
  const windows = [{ ...row, verdict }, { ...row, uncertain: 'not speech' }, { ...row, uncertain: 'unlike training' }, { ...row, uncertain: 'not speech' }, row];
  expect(withheldNotes(windows)).toEqual(['The voice is uncertain in 3 of 4 windows of speech (75 %: 2 not speech, 1 unlike training): they have no verdict and count in no mean.']);
  expect(withheldNotes([row])).toEqual([]);
});

test('frames whose only face was none are counted once, and not where somebody is seen; faces that are withheld by themselves', () => {
  const doubts = collectDoubts([]);
  const row = { time: 0, status: 'no-face' } as const;
  for (const each of [{ ...row, frame: 0, uncertain: { face: 'not a face' } }, { ...row, frame: 1 }, { ...row, frame: 2, person: 0 }, { ...row, frame: 2, person: 1, uncertain: { face: 'unlike training' } }]) doubts.add(each);
  expect(doubts.result()).toEqual(['The face is uncertain in 1 of 2 sightings of a person (50 %: 1 unlike training): they have no verdict and count in no mean.', 'In 1 of 3 frames what the detector took for a face is none: they have no row of a person.']);
});
