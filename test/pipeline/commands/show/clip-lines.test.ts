import { expect, test } from 'vitest';
import { clipLines } from '../../../../pipeline/commands/show/clip-lines.ts';

test('a picture is one frame, and a clip that broke off is not called done', () => {
  const person = { person: 0, frames: 1, expressions: [{ expression: 'happiness' as const, share: 1 }], valence: 0.5, arousal: -0.25 };
  const summary = { frames: 1, analysed: 1, people: [person] };
  expect(clipLines({ type: 'clip', clip: 'face', path: 'face.jpg', folder: 'out/face', outcome: 'partial', summary })).toEqual([
    'face could not be read whole, results so far: 1 frame, 1 with a face',
    '  person 0: 1 frame, happiness 100 %; valence +0.50, arousal −0.25',
    '  → out/face',
  ]);
});

test('a clip that was read, and of which a plug-in failed, is told from one that broke off', () => {
  expect(clipLines({ type: 'clip', clip: 'face', path: 'face.jpg', outcome: 'partial', code: 'FAILED', message: 'plug-in x: y.' })).toEqual(['face done but for a plug-in']);
});
