import { riskCoverage } from '../../../fusion/metrics/risk-coverage.ts';
import { readGate } from '../../../plugins/gate/gate-file.ts';
import { openRuntime } from '../../../runtime/open-runtime.ts';
import { EXIT, type ExitCode } from '../../exit-codes.ts';
import { quoteCell } from '../../export/quote-cell.ts';
import { writeFileAtomically } from '../../export/write-file-atomically.ts';
import { openGateHead } from '../../gates/open-gate-head.ts';
import { type ScoredRow, scoreHead } from '../../gates/score-head.ts';
import type { CommandContext } from '../context.ts';

/** Options of `affekt gate score`. */
export interface ScoreOptions {
  readonly gate: string;
  readonly features: readonly string[];
  readonly labels?: string;
  readonly coverage?: number;
  readonly out?: string;
}

/** Scores examples with a gate, writes the table, and resolves with the exit code. */
export async function score(given: string, { gate: path, features, labels, coverage, out }: ScoreOptions, { stdout, stderr, stop }: CommandContext): Promise<ExitCode> {
  const gate = await readGate(path);
  await using runtime = await openRuntime({ device: 'cpu', workers: 1 });
  await using head = await openGateHead(given, runtime);
  const rows = await scoreHead(head, { gate, path, given: { features, labels }, coverage, signal: stop });
  const lines = rows.map(({ name, believed, probability, score: value, familiarity, uncertain }) => [name, believed, probability.toFixed(6), value.toFixed(6), familiarity.toFixed(4), uncertain ?? ''].map(quoteCell).join(','));
  const text = `${['name,class,probability,score,familiarity,uncertain', ...lines].join('\n')}\n`;
  if (out === undefined) stdout.write(text);
  else await writeFileAtomically(out, text);
  stderr.write(summaryLines(rows).map((line) => `${line}\n`).join(''));
  return EXIT.fine;
}

function summaryLines(rows: readonly ScoredRow[]): string[] {
  const withheld = rows.filter(({ uncertain }) => uncertain !== undefined);
  const reasons = [...Map.groupBy(withheld, ({ uncertain }) => uncertain)].map(([reason, { length }]) => `${length} ${reason}`).join(', ');
  const labelled = rows.filter(({ isRight }) => isRight !== undefined);
  const kept = labelled.filter(({ uncertain }) => uncertain === undefined);
  const right = (some: readonly ScoredRow[]) => `${((100 * some.filter(({ isRight }) => isRight).length) / some.length).toFixed(1)} %`;
  return [
    `${withheld.length} of ${rows.length} uncertain (${((100 * withheld.length) / rows.length).toFixed(1)} %${reasons === '' ? '' : `: ${reasons}`})`,
    ...(labelled.length === 0 ? [] : [`right: ${right(labelled)} of all${kept.length === 0 ? '' : `, ${right(kept)} of what is let through`}; area under risk over coverage ${riskCoverage(labelled.map(({ familiarity }) => familiarity), labelled.map(({ isRight }) => Number(isRight !== true))).area.toFixed(4)}`]),
  ];
}
