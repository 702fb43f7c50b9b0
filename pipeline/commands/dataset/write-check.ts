import type { Finding } from '../../../datasets/finding.ts';
import type { CorpusCheck, Counted, CountRow } from '../../corpora/check/corpus-check.ts';

/** Findings of one code that are written out; `--json` has all. */
const SHOWN = 5;
const HEAD = ['SPLIT', 'WHAT', 'FOUND', 'PUBLISHED', 'DIFFERENCE'];

/** Returns a check as people read it: counts, where the published ones stand, findings with what to do, and how many there are. */
export function writeCheck({ kind, root, task, counts, findings }: CorpusCheck): string {
  const sources = [...new Set(counts.flatMap(({ source }) => source ?? []))];
  const title = `${kind}${task === undefined ? '' : ` (${task})`} in ${root}`;
  return [title, '', ...countTable(counts), ...(sources.length > 0 ? ['', ...sources.map((source) => `published: ${source}`)] : []), ...findingLines(findings), '', summary(findings), ''].join('\n');
}

/** Returns what was counted in words: `"labelled frames"`. */
function countedName(of: Counted): string {
  if (typeof of === 'object') return `  ${of.class}`;
  return { clips: 'clips', rows: 'frames', frames: 'labelled frames', speakers: 'speakers' }[of];
}

function countTable(counts: readonly CountRow[]): string[] {
  const hasPublished = counts.some(({ published }) => published !== undefined);
  const cells = counts.map((row, index) => {
    const split = counts[index - 1]?.split === row.split ? '' : row.split; // Named once, on its first line
    return [split, countedName(row.of), grouped(row.found), row.published === undefined ? '' : grouped(row.published), difference(row)];
  });
  const rows = [HEAD, ...cells].map((row) => row.slice(0, hasPublished ? 5 : 3));
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows.map((row) => row.map((cell, column) => (column < 2 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!))).join('  ').trimEnd());
}

function difference({ found, published }: CountRow): string {
  if (published === undefined) return '';
  if (found === published) return '=';
  return `${found > published ? '+' : '−'}${grouped(Math.abs(found - published))}`;
}

function grouped(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ' ');
}

function findingLines(findings: readonly Finding[]): string[] {
  const groups = Map.groupBy(findings, ({ level, code }) => `${level} ${code}`);
  return [...groups.values()].flatMap((group) => {
    const more = group.length - SHOWN;
    return ['', ...group.slice(0, SHOWN).flatMap(toLines), ...(more > 0 ? [`  … and ${more} more of ${group[0]!.code}; --json has all`] : [])];
  });
}

function toLines({ level, code, where, what, fix }: Finding, index: number, all: readonly Finding[]): string[] {
  const isRepeated = all[index + 1]?.fix === fix || fix === 'Nothing.'; // The same advice is written once, under the last
  return [`${level} [${code}] ${where}: ${what}`.replace(/\p{Cc}/gu, '\uFFFD'), ...(isRepeated ? [] : [`  → ${fix}`])];
}

function summary(findings: readonly Finding[]): string {
  const count = (level: Finding['level']) => findings.filter((finding) => finding.level === level).length;
  const parts = (['error', 'warning', 'note'] as const).map((level) => `${count(level)} ${level}${count(level) === 1 ? '' : 's'}`);
  return findings.length === 0 ? 'Nothing is wrong.' : `${parts.join(', ')}.`;
}
