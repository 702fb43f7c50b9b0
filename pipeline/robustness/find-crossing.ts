import { writePoint, type GridPoint } from './grid.ts';
import type { PointScores } from './score-points.ts';

/** Where fusion beats the best single modality. */
export interface Crossing {
  /** `yes`: at `points` its lead is above chance; `unsure`: it leads, but not above chance; `no`: it leads nowhere; `single`: there is but one modality. */
  readonly fusionWins: 'yes' | 'unsure' | 'no' | 'single';
  /** Where its lead is above chance, or, if nowhere, where it leads at all. */
  readonly points: readonly GridPoint[];
  /** One or two sentences for people. */
  readonly text: string;
}

/** Returns where the lead of fusion is above zero in (almost) all bootstrap samples, and says so honestly where it is not. */
export function findCrossing(points: readonly PointScores[]): Crossing {
  const led = points.filter(({ lead }) => lead !== undefined && lead.value > 0);
  if (points.every(({ lead }) => lead === undefined)) return { fusionWins: 'single', points: [], text: 'Only one modality answers: there is nothing to fuse.' };
  const sure = led.filter(({ lead }) => lead!.low > 0);
  const write = (list: readonly PointScores[]) => list.map(({ point, lead }) => `${writePoint(point)} (${signed(lead!.value)}, 95 % of samples ${signed(lead!.low)} to ${signed(lead!.high)})`).join('; ');
  if (sure.length > 0) return { fusionWins: 'yes', points: sure.map(({ point }) => point), text: `Fusion beats the best single modality above chance at ${write(sure)}.` };
  const where = led.map(({ point }) => point);
  if (led.length > 0) return { fusionWins: 'unsure', points: where, text: `Fusion beats the best single modality nowhere above chance. It leads, within what chance gives, at ${write(led)}: more clips would tell.` };
  const nearest = points.filter(({ lead }) => lead !== undefined).reduce((best, each) => (each.lead!.value > best.lead!.value ? each : best));
  return { fusionWins: 'no', points: [], text: `Fusion beats the best single modality nowhere; it comes nearest at ${write([nearest])}.` };
}

function signed(value: number): string {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(3)}`;
}
