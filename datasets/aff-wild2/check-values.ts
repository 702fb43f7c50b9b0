import { UNITS } from './task-layouts.ts';

/** Returns what is wrong with a valence and an arousal: each is in [−1, 1], or −5 where there is none. */
export function wrongValues(valence: number, arousal: number): string | undefined {
  const wrong = !isAffect(valence) ? `the valence ${valence}` : !isAffect(arousal) ? `the arousal ${arousal}` : undefined;
  return wrong === undefined ? undefined : `holds ${wrong}, which is neither in [-1, 1] nor -5`;
}

function isAffect(value: number): boolean {
  return (value >= -1 && value <= 1) || value === -5;
}

/** Returns what is wrong with the code of an expression: a whole number below `classes`, or −1 where there is none. */
export function wrongCode(code: number, classes: number): string | undefined {
  return Number.isInteger(code) && code >= -1 && code < classes ? undefined : `holds the expression ${code}, which is none of 0 to ${classes - 1}, nor -1`;
}

/** Returns what is wrong with a row of action units: each is 0 or 1, or −1 where there is none. */
export function wrongUnits(values: Float64Array): string | undefined {
  const index = values.findIndex((value) => value !== 0 && value !== 1 && value !== -1);
  return index < 0 ? undefined : `holds ${values[index]!} for ${UNITS[index]!}, which is none of 0, 1 and -1`;
}

/** Writes a row of action units to `row`: −1 in all of it where one is missing. */
export function toUnits(values: Float64Array, row: Int8Array): void {
  if (values.includes(-1)) row.fill(-1);
  else row.set(values);
}
