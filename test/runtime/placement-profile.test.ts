import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import * as ort from 'onnxruntime-node';
import { expect, test } from 'vitest';
import { profilePlacement } from '../../runtime/placement-profile.ts';
import { slow } from './graphs.ts';

test('the nodes of a run are counted by the device that ran them, and the profile is removed', async () => {
  const profile = profilePlacement();
  const session = await ort.InferenceSession.create(slow(), { executionProviders: ['cpu'], ...profile.options });
  await session.run({ x: new ort.Tensor('float32', Float32Array.of(1), [1, 1]) });
  expect(profile.finish(session)).toEqual({ cpu: 60 });
  expect(existsSync(dirname(profile.options.profileFilePrefix!))).toBe(false);
});

test('a session that never came to be leaves no profile behind', () => {
  const profile = profilePlacement();
  expect(profile.finish(undefined)).toEqual({});
  expect(existsSync(dirname(profile.options.profileFilePrefix!))).toBe(false);
});
