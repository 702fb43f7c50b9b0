import { randomFor } from '../../runtime/train/random.ts';
import { countRows, type UnitRows } from './unit-rows.ts';

/** Returns rows whose every unit has the value that it has in another row, drawn by `seed`: each unit behaves as ever, but not together with the others. */
export function shuffleUnits({ values, width }: UnitRows, seed: number): UnitRows {
  const random = randomFor(seed, 'shuffled units');
  const count = countRows({ values, width });
  return { values: values.map((_, at) => values[Math.floor(random.uniform() * count) * width + (at % width)]!), width };
}
