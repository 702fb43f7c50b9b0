import type { ClipDamage } from '../../datasets/noise/damage.ts';

/** Something that is made worse in steps: `snr` in decibels (`Infinity`: no noise), or `blur`, a factor of the pyramid (1: none). */
export interface GridAxis {
  readonly name: 'snr' | 'blur';
  /** As given, the mildest first by custom. */
  readonly values: readonly number[];
}

/** One place in the grid, by axis. */
export type GridPoint = Readonly<Partial<Record<GridAxis['name'], number>>>;

/** Returns all combinations, the first axis in the inner loop. */
export function toPoints(axes: readonly GridAxis[]): GridPoint[] {
  return axes.reduceRight<GridPoint[]>((points, { name, values }) => points.flatMap((point) => values.map((value) => ({ [name]: value, ...point }))), [{}]);
}

/** Returns what is done to a clip at a point. @param withFiles whether noise comes from files, or is white */
export function toDamage({ snr = Infinity, blur = 1 }: GridPoint, withFiles: boolean): ClipDamage {
  return {
    ...(snr === Infinity ? {} : { sound: withFiles ? { kind: 'mix', decibels: snr, voices: 1 } : { kind: 'white', decibels: snr } }),
    ...(blur === 1 ? {} : { picture: { kind: 'blur', rate: blur } }),
  };
}

/** Returns a point as people read it: `"5 dB, blur 2"`. */
export function writePoint(point: GridPoint): string {
  return Object.entries(point).map(([name, value]) => (name === 'snr' ? (value === Infinity ? 'no noise' : `${value} dB`.replace('-', '−')) : value === 1 ? 'no blur' : `blur ${value}`)).join(', ');
}
