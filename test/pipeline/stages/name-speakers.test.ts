import { expect, test } from 'vitest';
import { nameSpeakers } from '../../../pipeline/stages/name-speakers.ts';
import type { VoiceTrack } from '../../../pipeline/stages/voice-track.ts';

const loudness = (time: number) => -30 + 8 * Math.sin(2 * Math.PI * 3.1 * time);
const turns = [{ start: 1, end: 4 }, { start: 5, end: 7 }];
const voice: VoiceTrack = {
  rows: [[1, 3], [2, 4], [4.1, 4.9], [5, 7]].map(([start, end]) => ({ start: start!, end: end!, speech: 1, descriptors: {} })),
  turns,
  speech: { start: 0, frameSeconds: 0.032, probabilities: new Array<number>(250).fill(1), levels: Array.from({ length: 250 }, (_, index) => loudness((index + 0.5) * 0.032)) },
};
const times = Array.from({ length: 200 }, (_, index) => index / 25);
/** Lips that make the sound of the first turn, and cannot be seen in the second. */
const mouth = { person: 4, times, openings: times.map((time) => (time < 4.5 ? 0.1 + (loudness(time) + 30) / 160 : Number.NaN)) };

test('windows of sound name the person whose lips make it, and others name nobody', () => {
  expect(nameSpeakers(voice, [mouth]).voice!.rows.map(({ person }) => person)).toEqual([4, 4, undefined, undefined]);
});

test('with voices told apart, a turn whose speaker is not seen has the person of its voice, and so have its windows', () => {
  const named = nameSpeakers({ ...voice, voices: turns.map((turn) => ({ ...turn, speaker: 0 })) }, [mouth]);
  expect(named.turns).toEqual(turns.map((turn) => ({ ...turn, speaker: 0, person: 4 })));
  expect(named.voice!.rows.map(({ person }) => person)).toEqual([4, 4, undefined, 4]);
  const other = nameSpeakers({ ...voice, voices: turns.map((turn, speaker) => ({ ...turn, speaker })) }, [mouth]);
  expect(other.turns!.map(({ person }) => person)).toEqual([4, undefined]);
});

test('without mouths, levels or sound nobody is named, and turns stay as they are', () => {
  expect(nameSpeakers(voice, [{ ...mouth, openings: times.map(() => Number.NaN) }])).toEqual({ voice, turns });
  const { start, frameSeconds, probabilities } = voice.speech;
  expect(nameSpeakers({ ...voice, speech: { start, frameSeconds, probabilities } }, [mouth]).speakers).toBeUndefined();
  expect(nameSpeakers(undefined, [mouth])).toEqual({ voice: undefined });
});
