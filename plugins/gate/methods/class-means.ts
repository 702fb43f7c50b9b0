import type { TrainingUnits } from '../training-units.ts';
import { rowAt } from '../unit-rows.ts';

/** Returns the mean row of each class that occurs, in order of the classes: shape `[width]` each. */
export function classMeans({ rows, labels }: TrainingUnits): Float64Array[] {
  const groups = Map.groupBy(labels.keys(), (index) => labels[index]!);
  return [...groups.keys()].sort((a, b) => a - b).map((label) => {
    const members = groups.get(label)!;
    const mean = new Float64Array(rows.width);
    for (const index of members) rowAt(rows, index).forEach((value, unit) => (mean[unit]! += value / members.length));
    return mean;
  });
}
