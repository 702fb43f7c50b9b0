import { expect, test } from 'vitest';
import type { Expression } from '../../../fusion/verdict.ts';
import type { SpeakerTrack } from '../../../fusion/speaking/speaker-track.ts';
import { toVerdict } from '../../../fusion/verdicts/to-verdict.ts';
import type { FrameRow } from '../../../pipeline/rows.ts';
import type { FramePeople } from '../../../pipeline/stages/person-sighting.ts';
import { smoothPeople } from '../../../pipeline/stages/smooth-people.ts';
import { type HeardClip, toRows } from '../../../pipeline/stages/to-rows.ts';
import { collectSegments } from '../../../pipeline/stages/collect-segments.ts';
import { passBy } from '../../../pipeline/stages/row-collector.ts';
import { heardAt, type VoiceTrack } from '../../../pipeline/stages/voice-track.ts';

const point = { x: 0, y: 0 };
const face = { box: { x: 0, y: 0, width: 9, height: 9 }, score: 1, landmarks: { rightEye: point, leftEye: point, nose: point, rightMouth: point, leftMouth: point } };
const happy = (time: number, happiness: number, person = 0) => ({ person, face, statement: { time, probabilities: { neutral: 1 - happiness, happiness } } });
const weights = { faceWeight: 1, voiceWeight: 1, textWeight: 1 };
const angryVoice = toVerdict('voice', { probabilities: { anger: 1 } });
const voice: VoiceTrack = {
  rows: [{ start: 0, end: 2, speech: 1, verdict: angryVoice, descriptors: {} }, { start: 2, end: 4, speech: 0, descriptors: {} }],
  turns: [{ start: 0.5, end: 1.5 }],
  speech: { start: 0, frameSeconds: 0.5, probabilities: [0.1, 0.9, 0.8, 0.2] },
};

async function* stream<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items;
}

test('speech is what the detector says at that moment, the voice verdict that of the window centred nearest', () => {
  expect(heardAt(voice, 0.2)).toEqual({ speech: 0.1 });
  expect(heardAt(voice, 0.6)).toEqual({ speech: 0.9, verdict: angryVoice });
  expect(heardAt(voice, 9)).toEqual({});
  expect(heardAt(undefined, 0)).toEqual({});
});

test('a frame without a person keeps its row, with what is heard', async () => {
  const frames: FramePeople[] = [{ frame: 0, time: 0.2, status: 'no-face', people: [] }, { frame: 1, time: 0.6, status: 'skipped', people: [] }];
  expect(await Array.fromAsync(toRows(stream(frames), { voice }, weights))).toEqual([
    { frame: 0, time: 0.2, status: 'no-face', speech: 0.1 },
    { frame: 1, time: 0.6, status: 'skipped', speech: 0.9, voiceVerdict: angryVoice },
  ]);
});

test('the voice is fused with the face when one face is seen, and with none when there are two', async () => {
  const one: FramePeople = { frame: 0, time: 0.6, status: 'analysed', people: [happy(0.6, 0.5)] };
  const two: FramePeople = { ...one, people: [happy(0.6, 0.5), happy(0.6, 0.5, 1)] };
  const [alone, ...pair] = await Array.fromAsync(toRows(stream([one, two]), { voice }, weights));
  expect(alone!.verdict).toMatchObject({ expression: 'anger', restsOn: ['face', 'voice'] });
  expect(pair.map(({ verdict }) => verdict!.restsOn)).toEqual([['face'], ['face']]);
});

test('a voice that is withheld counts nothing, and the rows and the segment of speech say why', async () => {
  const rows = [{ start: 0, end: 2, speech: 1, uncertain: 'not speech', familiarity: 0, descriptors: {} }];
  const withheld: VoiceTrack = { ...voice, rows };
  const one: FramePeople = { frame: 0, time: 0.6, status: 'analysed', people: [happy(0.6, 0.9)] };
  const [row] = await Array.fromAsync(toRows(stream([one]), { voice: withheld }, weights));
  expect(row).toMatchObject({ uncertain: { voice: 'not speech' }, verdict: { expression: 'happiness', restsOn: ['face'] } });
  expect(row).not.toHaveProperty('voiceVerdict');
  expect(collectSegments({ voice: withheld }).result()).toMatchObject([{ kind: 'speech', uncertain: 'not speech' }]);
  expect(collectSegments({ voice }).result()[0]).not.toHaveProperty('uncertain');
});

test('a frame in which the detector saw a face that is none says so; where somebody is seen it says nothing', async () => {
  const empty: FramePeople = { frame: 0, time: 0.2, status: 'no-face', people: [], doubted: 2 };
  const seen: FramePeople = { ...empty, status: 'analysed', people: [happy(0.2, 0.9)] };
  const [nobody, somebody] = await Array.fromAsync(toRows(stream([empty, seen]), { voice: undefined }, weights));
  expect(nobody).toEqual({ frame: 0, time: 0.2, status: 'no-face', uncertain: { face: 'not a face' } });
  expect(somebody).not.toHaveProperty('uncertain');
});

/** Two in view: the first speaks with 0.9, the second not, at any time. */
const speakers: SpeakerTrack = {
  people: new Map([0.9, 0.1].map((value, person) => [person, { first: 0, values: new Float32Array(100).fill(value) }])),
  inTurn: new Uint8Array(100).fill(1),
};
const of = (person: number): VoiceTrack => ({ ...voice, rows: voice.rows.map((row) => ({ ...row, person })) });
const restsOn = async (named: HeardClip, people: FramePeople['people']) => (await Array.fromAsync(toRows(stream([{ frame: 0, time: 0.6, status: 'analysed', people }]), named, weights))).map(({ verdict }) => verdict!.restsOn.join('+'));

test('of two in view, the voice goes to the one who speaks, and to nobody where the window of sound is shared', async () => {
  const pair = [happy(0.6, 0.5), happy(0.6, 0.5, 1)];
  expect(await restsOn({ voice: of(0), speakers }, pair)).toEqual(['face+voice', 'face']);
  expect(await restsOn({ voice, speakers }, pair)).toEqual(['face', 'face']);
  expect(await restsOn({ voice: of(1), speakers }, pair)).toEqual(['face', 'face']);
});

test('somebody alone in view has the voice that is heard, unless the mouth rests or the voice is another’s', async () => {
  expect(await restsOn({ voice, speakers }, [happy(0.6, 0.5)])).toEqual(['face+voice']);
  expect(await restsOn({ voice, speakers }, [happy(0.6, 0.5, 1)])).toEqual(['face']);
  expect(await restsOn({ voice: of(1), speakers }, [happy(0.6, 0.5)])).toEqual(['face']);
  expect(await restsOn({ voice, speakers }, [happy(0.6, 0.5, 7)])).toEqual(['face+voice']);
});

test('each row says how probable it is that the person speaks, where that is known', async () => {
  const rows = await Array.fromAsync(toRows(stream<FramePeople>([{ frame: 0, time: 0.6, status: 'analysed', people: [0, 1, 7].map((person) => happy(0.6, 0.5, person)) }]), { voice, speakers }, weights));
  expect(rows.map(({ speaking }) => speaking)).toEqual([expect.closeTo(0.9), expect.closeTo(0.1), undefined]);
});

test('a face that is withheld counts nothing: the fused verdict rests on the voice, or there is none', async () => {
  const doubted = { person: 0, face, uncertain: 'unlike training', familiarity: 0.004 };
  const withheld: VoiceTrack = { ...voice, rows: [{ start: 0, end: 2, speech: 1, uncertain: 'not speech', descriptors: {} }] };
  const one: FramePeople = { frame: 0, time: 0.6, status: 'analysed', people: [doubted] };
  const rowWith = async (heard: VoiceTrack, given = weights) => (await Array.fromAsync(toRows(stream([one]), { voice: heard }, given)))[0]!;
  const row = await rowWith(voice);
  expect(row).toMatchObject({ person: 0, familiarity: 0.004, uncertain: { face: 'unlike training' }, verdict: { expression: 'anger', restsOn: ['voice'] } });
  expect(row).not.toHaveProperty('faceVerdict');
  expect(await rowWith(withheld)).toMatchObject({ person: 0, uncertain: { face: 'unlike training', voice: 'not speech' } });
  expect(await rowWith(withheld)).not.toHaveProperty('verdict');
  expect(await rowWith(voice, { ...weights, voiceWeight: 0 })).not.toHaveProperty('verdict');
});

test('smoothing passes a face that is withheld, and it counts in no mean', async () => {
  const frames: FramePeople[] = [0, 0.25, 0.5].map((time, frame) => ({ frame, time, status: 'analysed', people: [frame === 1 ? { person: 0, face, uncertain: 'unlike training' } : happy(time, frame)] }));
  const smooth = await Array.fromAsync(smoothPeople(stream(frames), 1.5));
  expect(smooth[1]!.people[0]).toEqual({ person: 0, face, uncertain: 'unlike training' });
  const far = Math.cos(Math.PI / 3) ** 2; // The Hann window a third of its width away: the other happy frame
  expect(smooth[0]!.people[0]!.statement!.probabilities.happiness).toBeCloseTo((2 * far) / (1 + far));
});

test('smoothing looks at the same person in the frames around, and loses no frame', async () => {
  const frames: FramePeople[] = [0, 0.25, 0.5, 5].map((time, frame) => ({ frame, time, status: 'analysed', people: [happy(time, frame === 1 ? 1 : 0), happy(time, 1, 1)] }));
  const smooth = await Array.fromAsync(smoothPeople(stream(frames), 1));
  expect(smooth.map(({ frame }) => frame)).toEqual([0, 1, 2, 3]);
  expect(smooth.map(({ people }) => people[0]!.statement!.probabilities.happiness)).toEqual([expect.closeTo(1 / 3), expect.closeTo(0.5), expect.closeTo(1 / 3), 0]);
  expect(smooth.map(({ people }) => people[1]!.statement!.probabilities.happiness)).toEqual([expect.closeTo(1), expect.closeTo(1), expect.closeTo(1), 1]);
});

/** Rows of one person at 10 Hz, one letter each: n neutral, h happy, - not seen. */
function rowsOf(letters: string): FrameRow[] {
  const words: Record<string, Expression> = { n: 'neutral', h: 'happiness' };
  return Array.from(letters).flatMap((letter, frame) => {
    if (letter === '-') return [];
    const verdict = toVerdict('face', { probabilities: { [words[letter]!]: 0.8, fear: 0.2 } });
    return [{ frame, time: frame / 10, status: 'analysed' as const, person: 0, face, verdict, faceVerdict: verdict }];
  });
}

test.each([
  ['nnnnnhhhhh', [['neutral', 0, 0.5], ['happiness', 0.5, 0.9]]],
  ['nnnnnhhnnnnn', [['neutral', 0, 1.1]]],
  ['nnnnn---------------nnnn', [['neutral', 0, 0.4], ['neutral', 2, 2.3]]],
  ['nnnnhhnnnnhhhhh', [['neutral', 0, 1], ['happiness', 1, 1.4]]],
])('the runs %s become the segments %j', async (letters, wanted) => {
  const collector = collectSegments({ voice: undefined });
  await Array.fromAsync(passBy(stream(rowsOf(letters)), [collector]));
  const segments = collector.result();
  expect(segments.map(({ expression, start, end }) => [expression, start, end])).toEqual(wanted);
  for (const { probability } of segments) expect(probability).toBeCloseTo(0.8);
});

test('a turn of speech names who speaks, and is cut where somebody else goes on', () => {
  const long: VoiceTrack = { ...voice, turns: [{ start: 0.5, end: 3.5 }], speech: { start: 0, frameSeconds: 0.5, probabilities: [0, 1, 1, 0.5, 1, 1, 0.5, 0] } };
  const turns = [{ start: 0.5, end: 2, person: 0 }, { start: 2, end: 3.5, person: 1, speaker: 0 }];
  expect(collectSegments({ voice: long, turns }).result()).toEqual([
    { kind: 'speech', start: 0.5, end: 2, person: 0, probability: expect.closeTo(2.5 / 3) },
    { kind: 'speech', start: 2, end: 3.5, person: 1, speaker: 0, probability: expect.closeTo(2.5 / 3) },
  ]);
});

test('turns of speech are segments too, with their mean probability', () => {
  expect(collectSegments({ voice }).result()).toEqual([{ kind: 'speech', start: 0.5, end: 1.5, probability: expect.closeTo(0.85) }]);
});

const gladWords = toVerdict('text', { probabilities: { happiness: 1 }, valence: 0.5, arousal: 0.25 });
const sentence = { start: 0.5, end: 1.5, text: 'how nice', verdict: gladWords };

test('words are fused with the face of somebody alone, while they are said', async () => {
  const frames = [0.4, 0.6].map((time): FramePeople => ({ frame: 0, time, status: 'analysed', people: [happy(time, 0)] }));
  const rows = await Array.fromAsync(toRows(stream(frames), { voice: undefined, sentences: [sentence] }, weights));
  expect(rows.map(({ verdict, textVerdict }) => [verdict!.restsOn.join('+'), textVerdict?.expression])).toEqual([['face', undefined], ['face+text', 'happiness']]);
});

test('of two in view, words go to the one who says them, also where the voice is nobody\'s', async () => {
  const two = [happy(0.6, 0), happy(0.6, 0, 1)];
  expect(await restsOn({ voice: undefined, sentences: [sentence] }, two)).toEqual(['face', 'face']);
  expect(await restsOn({ voice: undefined, sentences: [{ ...sentence, person: 1 }] }, two)).toEqual(['face', 'face+text']);
  expect(await restsOn({ voice: of(0), speakers, sentences: [sentence] }, two)).toEqual(['face+voice+text', 'face']);
});

test('words without weight change nothing', async () => {
  const frame: FramePeople = { frame: 0, time: 0.6, status: 'analysed', people: [happy(0.6, 0.5)] };
  const [row] = await Array.fromAsync(toRows(stream([frame]), { voice: undefined, sentences: [sentence] }, { ...weights, textWeight: 0 }));
  expect(row!.verdict!.restsOn).toEqual(['face']);
});

test('a frame without a person keeps what is said', async () => {
  const frames: FramePeople[] = [{ frame: 0, time: 0.6, status: 'no-face', people: [] }];
  expect(await Array.fromAsync(toRows(stream(frames), { voice: undefined, sentences: [sentence] }, weights))).toEqual([{ frame: 0, time: 0.6, status: 'no-face', textVerdict: gladWords }]);
});
