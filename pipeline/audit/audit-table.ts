import { quoteCell } from '../export/quote-cell.ts';
import type { AuditedClip } from './audit-labels.ts';

/** Names of the columns. */
export const AUDIT_COLUMNS = ['clip', 'candidates', 'target', 'share', 'margin', 'left', 'folds', 'label', 'path'] as const;

/** Returns the cells of a clip, in the order of `AUDIT_COLUMNS`. */
export function auditCells({ clip, candidates, target, share, margin, left, folds, label }: AuditedClip, path: string): string[] {
  return [clip, describeCandidates(candidates), target, share.toFixed(3), margin.toPrecision(3), String(left), String(folds), label, path];
}

/** Returns the clips as CSV. */
export function auditCsv(clips: readonly AuditedClip[], pathOf: (clip: string) => string): string {
  return [[...AUDIT_COLUMNS], ...clips.map((clip) => auditCells(clip, pathOf(clip.clip)))].map((cells) => `${cells.map(quoteCell).join(',')}\n`).join('');
}

/** Returns candidates with their shares, most of them first: `fear 0.60 | neutral 0.40`. */
export function describeCandidates(candidates: ReadonlyMap<string, number>): string {
  return [...candidates].toSorted(([, a], [, b]) => b - a).map(([name, share]) => `${name} ${share.toFixed(2)}`).join(' | ');
}
