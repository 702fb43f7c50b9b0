import type { GateMethod } from '../gate-method.ts';
import { classMeans } from './class-means.ts';

/** The highest cosine between the units and the mean of a class: it asks which way the units point, not how strong they are, and does not mind negative ones. */
export const cosine: GateMethod = {
  name: 'cosine',
  wantsRelu: false,
  grid: [{}],
  fit: (training) => ({ centres: Float32Array.from(classMeans(training).flatMap((mean) => {
    const length = Math.hypot(...mean) || 1;
    return Array.from(mean, (value) => value / length);
  })) }),
  open: (parameters, { width }) => {
    const { centres } = parameters as { readonly centres: Float32Array };
    return (units) => {
      let [square, highest] = [0, -Infinity];
      for (let unit = 0; unit < width; unit++) square += units[unit]! ** 2;
      for (let first = 0; first < centres.length; first += width) {
        let product = 0;
        for (let unit = 0; unit < width; unit++) product += units[unit]! * centres[first + unit]!;
        highest = Math.max(highest, product);
      }
      return square === 0 ? 0 : highest / Math.sqrt(square);
    };
  },
};
