import { invertLower, toLower } from '../cholesky.ts';
import type { GateMethod } from '../gate-method.ts';
import type { TrainingUnits } from '../training-units.ts';
import { countRows, rowAt } from '../unit-rows.ts';
import { classMeans } from './class-means.ts';

/** Share of the mean variance that is added to each, so that units which never stir do no harm. */
const GRID = [{ ridge: 0.01 }, { ridge: 0.1 }, { ridge: 1 }];

/** The distance to the nearest class centre under the covariance that the classes share (Lee et al., 2018), negative, of the last units alone. */
export const mahalanobis: GateMethod = {
  name: 'mahalanobis',
  wantsRelu: false,
  grid: GRID,
  fit: (training, { ridge }) => {
    const { width } = training.rows;
    const means = classMeans(training);
    const whitening = invertLower(toLower(covariance(training, means, ridge!), width), width);
    return { whitening: Float32Array.from(whitening), centres: Float32Array.from(means.flatMap((mean) => [...whiten(whitening, mean)])) };
  },
  open: (parameters, { width }) => {
    const { whitening, centres } = parameters as { readonly whitening: Float32Array; readonly centres: Float32Array };
    return (units) => {
      const place = whiten(whitening, units);
      let nearest = Infinity;
      for (let first = 0; first < centres.length; first += width) nearest = Math.min(nearest, place.reduce((sum, value, unit) => sum + (value - centres[first + unit]!) ** 2, 0));
      return -nearest;
    };
  },
};

function covariance({ rows, labels }: TrainingUnits, means: readonly Float64Array[], ridge: number): Float64Array {
  const { width } = rows;
  const known = [...new Set(labels)].sort((a, b) => a - b);
  const sums = new Float64Array(width * width);
  const count = countRows(rows);
  for (let index = 0; index < count; index++) {
    const mean = means[known.indexOf(labels[index]!)]!;
    const centred = Float64Array.from(rowAt(rows, index), (value, unit) => value - mean[unit]!);
    for (let a = 0; a < width; a++) {
      const value = centred[a]! / count;
      if (value !== 0) for (let b = 0; b <= a; b++) sums[a * width + b]! += value * centred[b]!;
    }
  }
  const trace = Array.from({ length: width }, (_, unit) => sums[unit * (width + 1)]!).reduce((sum, value) => sum + value, 0);
  for (let unit = 0; unit < width; unit++) sums[unit * (width + 1)]! += (ridge * trace) / width + 1e-12;
  return sums;
}

/** `whitening` holds the rows of a lower triangle, one after the other. */
function whiten(whitening: ArrayLike<number>, units: ArrayLike<number>): Float64Array {
  const { length: width } = units;
  return Float64Array.from({ length: width }, (_, row) => {
    const first = (row * (row + 1)) / 2;
    let sum = 0;
    for (let unit = 0; unit <= row; unit++) sum += whitening[first + unit]! * units[unit]!;
    return sum;
  });
}
