import { randomFor } from '../../../runtime/train/random.ts';
import type { Example } from '../../../fusion/train/example.ts';
import type { Layout } from '../../../fusion/train/layout.ts';

/** Two modalities of one vector a clip, two classes and valence. */
export const LAYOUT: Layout = {
  modalities: { audio: { dimensions: 6, length: null }, text: { dimensions: 4, length: null } },
  targets: ['target.expression', 'target.expression.weight', 'target.valence', 'target.valence.weight'],
  frames: null,
};

/** Returns clips whose class and valence can be read off their features; every fifth has no text. */
export function drawClips(count: number, seed: number): Example[] {
  return Array.from({ length: count }, (_, index) => {
    const { normal, uniform } = randomFor(seed, 'clip', index);
    const expression = uniform() < 0.5 ? 0 : 1;
    const valence = 2 * uniform() - 1;
    const audio = Float32Array.from({ length: 6 }, (_unused, at) => 0.3 * normal() + (at === 0 ? 2 * expression - 1 : 0) + 5);
    const text = Float32Array.from({ length: 4 }, (_unused, at) => 0.3 * normal() + (at === 1 ? valence : 0));
    return {
      clip: `clip-${index}`,
      features: { audio: { values: audio }, ...(index % 5 > 0 && { text: { values: text } }) },
      targets: { expression: Int32Array.of(expression), valence: Float32Array.of(valence) },
    };
  });
}
