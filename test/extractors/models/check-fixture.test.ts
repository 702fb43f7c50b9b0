import { expect, test } from 'vitest';
import type { ModelCard } from '../../../extractors/models/card.ts';
import { checkFixture } from '../../../extractors/models/check-fixture.ts';
import { MODELS } from '../../../extractors/models/registry.ts';
import type { Session } from '../../../runtime/runtime.ts';
import { float32, type Tensor } from '../../../runtime/tensor.ts';

const CARD: ModelCard = MODELS['human-emotion'];
const RIGHT = [0.398052, 0.0000379056, 0.219003, 0.0176468, 0.099985, 0.116141, 0.149135];

function sessionThat(answers: Record<string, Tensor>): Session {
  const outputs = Object.entries(answers).map(([name, { type, dims }]) => ({ name, type, dims }));
  return { name: 'stub', device: 'cpu', inputs: [], outputs, run: async () => answers, floats: (length: number) => new Float32Array(length), [Symbol.asyncDispose]: async () => undefined };
}

function check(answers: Record<string, Tensor>, card = CARD): Promise<void> {
  return checkFixture(sessionThat(answers), { id: 'net', card, path: '', sha256: '' });
}

test('a model that answers as recorded is accepted, also when its last digits differ', async () => {
  await expect(check({ Identity: float32(Float32Array.from(RIGHT, (value) => value + 0.001), 1, 7) })).resolves.toBeUndefined();
});

test.each([
  ['two neighbours', [0, 1, 2, 3, 5, 4, 6]],
  ['the two rarest', [0, 3, 2, 1, 4, 5, 6]],
  ['alphabetical order', [0, 1, 2, 3, 6, 4, 5]],
])('a model whose classes come in another order is refused: %s', async (_, order) => {
  const answer = float32(Float32Array.from(order, (from) => RIGHT[from]!), 1, 7);
  await expect(check({ Identity: answer })).rejects.toMatchObject({ code: 'WRONG_OUTPUT', message: expect.stringMatching(/output `Identity` is .* at position \d, not/) });
});

test('a model that answers with numbers that are none is refused', async () => {
  await expect(check({ Identity: float32(new Float32Array(7).fill(Number.NaN), 1, 7) })).rejects.toMatchObject({ code: 'WRONG_OUTPUT' });
});

test('a model with another number of classes is refused', async () => {
  await expect(check({ Identity: float32(new Float32Array(8), 1, 8) })).rejects.toThrow('output `Identity` has the shape 1×8, not 1×7');
});

test('a model without the output on its card is refused, with those it has', async () => {
  await expect(check({ logits: float32(new Float32Array(7), 1, 7) })).rejects.toThrow('there is no output `Identity`, only logits');
});

test('without a recorded answer, the number of classes must be that of the labels, with valence and arousal where it has them', async () => {
  const card = MODELS['hsemotion-b0-va-mtl'];
  await expect(check({ output: float32(new Float32Array(10), 1, 10) }, card)).resolves.toBeUndefined();
  await expect(check({ output: float32(new Float32Array(8), 1, 8) }, card)).rejects.toThrow('there are 8 values in output `output`, and 10 on the card');
});
