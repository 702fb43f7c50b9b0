import type { AnswerStatistics } from '../../datasets/submissions/check/answer-statistics.ts';
import type { SubmissionCheck } from './check-submission.ts';
import type { WrittenSubmission } from './write-submission.ts';

/** Findings that are printed. */
const SHOWN = 20;

/** Returns the lines that tell what a check found, and whether the file is ready. */
export function describeCheck(path: string, { findings, counts, errors, warnings }: SubmissionCheck, strict: boolean): string[] {
  const lines = findings.slice(0, SHOWN).flatMap(({ level, code, where, what, fix }) => [`${level} [${code}] ${where}: ${what}`, `  → ${fix}`]);
  const kept = Math.min(findings.length, SHOWN);
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const more = total > kept ? [`… and ${total - kept} more: ${Object.entries(counts).map(([code, count]) => `${code} ${count}`).join(', ')}`] : [];
  const bad = errors > 0 || (strict && warnings > 0);
  return [...lines, ...more, bad ? `${path}: not ready, ${errors} errors, ${warnings} warnings.` : `${path}: ready${warnings > 0 ? `, ${warnings} warnings` : ''}.`];
}

/** Returns the lines that tell what was written. */
export function describeWritten({ path, sha256, rows, clips, filled, replaced, unused }: WrittenSubmission): string[] {
  const some = (names: readonly string[]) => `${names.slice(0, 3).join(', ')}${names.length > 3 ? ` and ${names.length - 3} more` : ''}`;
  return [
    `${path}: ${rows} rows of ${clips} clips${filled > 0 ? `, ${filled} filled from their neighbours` : ''}`,
    ...(replaced.length > 0 ? [`without any prediction, answered by --fill-missing: ${some(replaced)}`] : []),
    ...(unused.length > 0 ? [`predicted and not asked for: ${some(unused)}`] : []),
    `sha256 ${sha256}`,
  ];
}

/** Returns the lines that tell how the answers lie: classes, ranges. */
export function describeAnswers({ classes, valence, arousal, units }: AnswerStatistics): string[] {
  const spread = (name: string, given: AnswerStatistics['valence']) => (given === undefined ? [] : [`${name}: mean ${given.mean.toFixed(4)}, ${given.lowest.toFixed(4)} to ${given.highest.toFixed(4)}`]);
  const counts = (given: Readonly<Record<string, number>> | undefined) => (given === undefined ? [] : [Object.entries(given).map(([name, count]) => `${name} ${count}`).join(', ')]);
  return [...counts(classes), ...spread('valence', valence), ...spread('arousal', arousal), ...counts(units)];
}
