import { ModelError } from '../../runtime/model-error.ts';
import type { Session } from '../../runtime/runtime.ts';
import type { Tensor } from '../../runtime/tensor.ts';
import type { Fixture, FixtureOutput } from './fixture.ts';
import { toFixtureTensor } from './fixture.ts';
import type { LoadedModel } from './loaded-model.ts';

/**
 * Resolves when the model answers its card's fixture as the original implementation did: the same classes in the same
 * order. A card without a fixture is only held against the declared outputs: all there, and as many classes as labels.
 *
 * @throws ModelError WRONG_OUTPUT, with the output and both values
 */
export async function checkFixture(session: Session, { id, card }: LoadedModel): Promise<void> {
  const missing = card.output.names.find((name) => !session.outputs.some((port) => port.name === name));
  if (missing !== undefined) throw wrong(id, `there is no output \`${missing}\`, only ${session.outputs.map((port) => port.name).join(', ')}`);
  if (card.fixture === undefined) {
    checkClassCount(session, { id, card });
    return;
  }
  const outputs = await session.run(toFeeds(card.fixture));
  for (const [name, expected] of Object.entries(card.fixture.outputs)) {
    const difference = differenceOf(outputs[name], expected, card.fixture.tolerance);
    if (difference !== undefined) throw wrong(id, `output \`${name}\` ${difference} (recorded from ${card.fixture.reference})`);
  }
}

function checkClassCount(session: Session, { id, card }: Pick<LoadedModel, 'id' | 'card'>): void {
  if (card.output.labels === undefined) return;
  const port = session.outputs.find((output) => output.name === card.output.names[0]);
  const count = port?.dims.at(-1);
  const wanted = card.output.labels.length + (card.output.valenceArousal === undefined ? 0 : 2);
  if (typeof count === 'number' && count !== wanted) throw wrong(id, `there are ${count} values in output \`${port!.name}\`, and ${wanted} on the card`);
}

function toFeeds({ inputs }: Fixture): Record<string, Tensor> {
  return Object.fromEntries(Object.entries(inputs).map(([name, input]) => [name, toFixtureTensor(input)]));
}

function differenceOf(output: Tensor | undefined, { dims, at, values }: FixtureOutput, tolerance: number): string | undefined {
  if (output === undefined) return 'is missing';
  if (output.dims.join() !== dims.join()) return `has the shape ${output.dims.join('×')}, not ${dims.join('×')}`;
  const wrongAt = values.findIndex((value, i) => !(Math.abs(Number(output.data[at[i]!]) - value) <= tolerance * Math.max(1, Math.abs(value))));
  if (wrongAt < 0) return undefined;
  return `is ${Number(output.data[at[wrongAt]!]).toPrecision(5)} at position ${at[wrongAt]!}, not ${values[wrongAt]!}`;
}

function wrong(model: string, detail: string): ModelError {
  return new ModelError('WRONG_OUTPUT', { model, detail: `it does not answer the test input as its card says: ${detail}` });
}
