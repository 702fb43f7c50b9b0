import { expect, test } from 'vitest';
import { overhearActivity, type Overheard } from '../../../../extractors/audio/speakers/overhear-activity.ts';
import { soundLevels } from '../../../../extractors/audio/speakers/sound-levels.ts';

test('a sine of amplitude a has the level 20 log a − 3.01 dB, silence −100 dB', () => {
  const sine = Float32Array.from({ length: 1024 }, (_, index) => 0.1 * Math.sin((2 * Math.PI * index) / 32));
  expect(soundLevels().push(sine)).toEqual([-23, -23]);
  expect(soundLevels().push(new Float32Array(512))).toEqual([-100]);
});

test('how the sound is cut does not matter, and the last frame is filled up with silence', () => {
  const sound = Float32Array.from({ length: 1300 }, (_, index) => Math.sin(index * index));
  const meter = soundLevels();
  const levels = [...meter.push(sound.subarray(0, 100)), ...meter.push(sound.subarray(100, 900)), ...meter.push(sound.subarray(900)), ...meter.flush()];
  expect(levels).toEqual(soundLevels().push(Float32Array.from({ length: 1536 }, (_, index) => sound[index] ?? 0)));
  expect(levels).toHaveLength(3);
});

test('whoever overhears is told samples and probabilities in step, and the listener gets the same probabilities', async () => {
  const heard: Overheard[] = [];
  const activity = { id: 'stub', listen: () => ({ push: (samples: Float32Array) => Promise.resolve(samples.map((value) => value / 2)), flush: () => Promise.resolve(Float32Array.of(9)) }), [Symbol.asyncDispose]: () => Promise.reject(new Error('not ours')) };
  await using overheard = overhearActivity(activity, (each) => Promise.resolve(void heard.push(each)));
  const listener = overheard.listen();
  expect([await listener.push(Float32Array.of(2, 4)), await listener.flush()]).toEqual([Float32Array.of(1, 2), Float32Array.of(9)]);
  expect(heard).toEqual([{ samples: Float32Array.of(2, 4), probabilities: Float32Array.of(1, 2) }, { samples: new Float32Array(0), probabilities: Float32Array.of(9) }]);
});
