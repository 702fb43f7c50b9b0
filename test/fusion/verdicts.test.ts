import { expect, test } from 'vitest';
import { LABEL_MAPPINGS } from '../../fusion/labels/label-mappings.ts';
import { mappingFor } from '../../fusion/labels/mapping-for.ts';
import { toProbabilities } from '../../fusion/labels/to-probabilities.ts';
import { deriveValenceArousal } from '../../fusion/verdicts/derive-valence-arousal.ts';
import { fuseVerdicts } from '../../fusion/verdicts/fuse-verdicts.ts';
import { smoothStatement } from '../../fusion/verdicts/smooth-statement.ts';
import { toVerdict } from '../../fusion/verdicts/to-verdict.ts';

test('class probabilities in the order of FER2013 come out under the names of Aff-Wild2, without the class that is not known', () => {
  const convert = toProbabilities(['angry', 'disgust', 'fear', 'happy', 'sad', 'surprise', 'neutral']);
  const result = convert([0.1, 0.2, 0.05, 0.3, 0.15, 0.05, 0.15]);
  expect(result).toEqual({ anger: 0.1, disgust: 0.2, fear: 0.05, happiness: 0.3, sadness: 0.15, surprise: 0.05, neutral: 0.15 });
  expect('other' in result).toBe(false);
});

test('the order of the labels decides, not their place in the mapping', () => {
  expect(toProbabilities(['happy', 'angry', 'disgust', 'fear', 'sad', 'surprise', 'neutral'])([1, 0, 0, 0, 0, 0, 0]).happiness).toBe(1);
});

test('two classes with one meaning are added: neutral and calm of RAVDESS', () => {
  const convert = toProbabilities(Object.keys(LABEL_MAPPINGS['ravdess-8']));
  expect(convert([0.25, 0.5, 0.05, 0.05, 0.05, 0.05, 0.025, 0.025]).neutral).toBe(0.75);
});

test('an unknown label set is refused with its words', () => {
  expect(() => mappingFor(['angry', 'bored'])).toThrow(/angry, bored: no named mapping/);
});

test('every mapping is found again from its own words', () => {
  for (const [name, words] of Object.entries(LABEL_MAPPINGS)) expect(mappingFor(Object.keys(words).reverse())).toBe(name);
});

test('derived valence and arousal are the expectation over the published coordinates, without the class that has none', () => {
  expect(deriveValenceArousal({ happiness: 1 })).toEqual({ valence: 0.81, arousal: 0.51 });
  const half = deriveValenceArousal({ happiness: 0.25, sadness: 0.25, other: 0.5 });
  expect(half.valence).toBeCloseTo((0.81 - 0.63) / 2, 12);
  expect(half.arousal).toBeCloseTo((0.51 - 0.27) / 2, 12);
  expect(deriveValenceArousal({ other: 1 })).toEqual({ valence: 0, arousal: 0 });
});

test('a model that measures valence and arousal is believed and marked so, within the range', () => {
  const verdict = toVerdict('face', { probabilities: { happiness: 0.4, neutral: 0.6 }, valence: 1.2, arousal: -0.3 });
  expect(verdict).toMatchObject({ valence: 1, arousal: -0.3, valenceArousal: 'measured', expression: 'neutral' });
  expect(toVerdict('face', { probabilities: { neutral: 1 } }).valenceArousal).toBe('derived');
});

test('fusion is the weighted mean, and a class that only one side knows is kept', () => {
  const face = toVerdict('face', { probabilities: { neutral: 0.5, happiness: 0.3, other: 0.2 } });
  const voice = toVerdict('voice', { probabilities: { neutral: 0.2, happiness: 0.8 } });
  const fused = fuseVerdicts([{ verdict: face, weight: 2 }, { verdict: voice, weight: 1 }]);
  const sum = 0.4 + (0.3 * 2 + 0.8) / 3 + 0.2;
  expect(fused.probabilities.neutral).toBeCloseTo(0.4 / sum, 12);
  expect(fused.probabilities.other).toBeCloseTo(0.2 / sum, 12);
  expect(fused.expression).toBe('happiness');
  expect(fused.valence).toBeCloseTo((2 * face.valence + voice.valence) / 3, 12);
  expect(fused.restsOn).toEqual(['face', 'voice']);
});

test('a voice of weight zero leaves the face as it is', () => {
  const face = toVerdict('face', { probabilities: { neutral: 1 } });
  const voice = toVerdict('voice', { probabilities: { anger: 1 } });
  expect(fuseVerdicts([{ verdict: face, weight: 1 }, { verdict: voice, weight: 0 }])).toBe(face);
});

const at = (time: number, happiness: number) => ({ time, probabilities: { happiness, neutral: 1 - happiness } });

test('smoothing weighs neighbours by a Hann window of real time', () => {
  const all = [at(0, 0), at(0.25, 1), at(0.5, 0), at(3, 1)];
  const happiness = all.map((each) => smoothStatement(each, all, 1).probabilities.happiness);
  // Weights at 0, 0.25 and 0.5 s of a window 1 s wide: 1, 1/2, 0
  expect(happiness).toEqual([expect.closeTo(1 / 3, 12), expect.closeTo(0.5, 12), expect.closeTo(1 / 3, 12), 1]);
});

test('measured valence and arousal are smoothed too', () => {
  const all = [{ ...at(0, 0), valence: 0, arousal: -1 }, { ...at(0.25, 1), valence: 1, arousal: 0.5 }];
  expect(smoothStatement(all[0]!, all, 1)).toMatchObject({ valence: expect.closeTo(1 / 3, 12), arousal: expect.closeTo(-0.5, 12) });
});

test('smoothing of zero width changes nothing', () => {
  expect(smoothStatement(at(1, 0.3), [at(1, 0.3), at(1.01, 1)], 0)).toEqual(at(1, 0.3));
});
