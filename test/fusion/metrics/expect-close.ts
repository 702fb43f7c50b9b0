import { expect } from 'vitest';

/** Expects two numbers to agree to a relative difference; `null`, JSON's word for it, stands for `NaN`. */
export function expectClose(value: number, reference: number | null, tolerance = 1e-12): void {
  if (reference === null) expect(value).toBeNaN();
  else if (reference === 0) expect(value).toBe(0);
  else expect(Math.abs(value / reference - 1), `${value} beside ${reference}`).toBeLessThanOrEqual(tolerance);
}
