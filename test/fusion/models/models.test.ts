import { describe, expect, test } from 'vitest';
import { FUSION_MODELS } from '../../../fusion/models/models.ts';
import type { FusionModelEntry } from '../../../fusion/models/fusion-model-entry.ts';

describe.each(Object.entries<FusionModelEntry>(FUSION_MODELS))('%s', (name, { options, training, create }) => {
  test('is made with its defaults and carries its name', () => {
    expect(create().name).toBe(name);
  });

  test('is made with every value that a search may draw', () => {
    const draws = Object.entries(options).flatMap(([option, { search = [] }]) => search.map((value) => ({ [option]: value })));
    for (const draw of draws) expect(create(draw).name).toBe(name);
    expect(training.learningRate.length * training.clipValue.length).toBeGreaterThan(0);
  });

  test('refuses an option that it does not have, and names those it has', () => {
    expect(() => create({ hiden: 3 })).toThrow(`${name}.hiden: is no option of this model. Use ${Object.keys(options).join(', ')}.`);
  });

  test('can be made to hide modalities while training', () => {
    expect(options.modalityDropout).toEqual({ default: 0, minimum: 0, maximum: 1 });
    expect(create({ modalityDropout: 0.5 }).name).toBe(name);
    expect(() => create({ modalityDropout: 1.5 })).toThrow(`${name}.modalityDropout: is 1.5. Give a number from 0 to 1.`);
  });
});

test.each([
  [{ hidden: 12.5 }, RangeError, 'attention.hidden: is 12.5. Give a whole number from 1 to 4096.'],
  [{ hidden: 0 }, RangeError, 'attention.hidden: is 0. Give a whole number from 1 to 4096.'],
  [{ hidden: Number.NaN }, RangeError, 'attention.hidden: is NaN. Give a whole number from 1 to 4096.'],
  [{ hidden: '64' }, TypeError, 'attention.hidden: is "64", a string. Give a number.'],
  [{ softmax: 1 }, TypeError, 'attention.softmax: is 1, a number. Give a boolean.'],
  [{ scoring: 'both' }, RangeError, 'attention.scoring: is "both". Use one of joint, each.'],
])('attention with %j is refused', (options, type, message) => {
  const make = () => FUSION_MODELS.attention.create(options);
  expect(make).toThrow(type);
  expect(make).toThrow(message);
});
