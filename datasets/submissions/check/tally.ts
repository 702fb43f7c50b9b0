import type { Finding } from '../../finding.ts';

/** What a check found so far. A kind of finding that a file is full of is kept a few times and counted. */
export interface Tally {
  /** Counts a finding, and keeps what `describe` returns when there are few of this kind. */
  add(level: Finding['level'], code: string, describe: () => Omit<Finding, 'level' | 'code'>): void;
  /** What was kept, errors first, in the order in which they were found. */
  findings(): readonly Finding[];
  /** How many there were of each kind. */
  counts(): Readonly<Record<string, number>>;
  /** How many there were of a level. */
  total(level: Finding['level']): number;
}

const KEPT = 20;
const LEVELS = ['error', 'warning', 'note'] as const;

/** Returns a tally without findings. */
export function createTally(): Tally {
  const kept: Finding[] = [];
  const counts = new Map<string, number>();
  const totals = new Map<Finding['level'], number>();
  return {
    add(level, code, describe) {
      const count = (counts.get(code) ?? 0) + 1;
      counts.set(code, count);
      totals.set(level, (totals.get(level) ?? 0) + 1);
      if (count <= KEPT) kept.push({ level, code, ...describe() });
    },
    findings: () => LEVELS.flatMap((level) => kept.filter((finding) => finding.level === level)),
    counts: () => Object.fromEntries(counts),
    total: (level) => totals.get(level) ?? 0,
  };
}
