import { dirname, extname, parse, resolve } from 'node:path';
import { auditLabels } from '../../audit/audit-labels.ts';
import { auditPage } from '../../audit/audit-page.ts';
import { AUDIT_COLUMNS, auditCells, auditCsv } from '../../audit/audit-table.ts';
import { readTargets } from '../../audit/read-targets.ts';
import { EXIT, type ExitCode } from '../../exit-codes.ts';
import { writeFileAtomically } from '../../export/write-file-atomically.ts';
import { findClips } from '../../media/find-clips.ts';
import type { CommandContext } from '../context.ts';
import { toTable } from '../show/to-table.ts';

/** Options of `affekt audit labels`. */
export interface LabelOptions {
  readonly media?: string;
  readonly out?: string;
  readonly limit?: number;
}

/** Writes the clips whose candidate labels a model does not believe, and resolves with the exit code. */
export async function labels(run: string, { media, out, limit }: LabelOptions, { stdout, stderr }: CommandContext): Promise<ExitCode> {
  const whole = auditLabels(await readTargets(run));
  const audit = { ...whole, clips: whole.clips.slice(0, limit) };
  const pathOf = await findPaths(media);
  const { clips, judged } = whole;
  stderr.write(`${clips.length} of ${whole.of} clips are taken for none of their candidates${judged.clips === 0 ? '' : `; of ${judged.clips} with a label ${judged.wrongSets} have it not among them, and ${judged.right} are taken for it`}\n`);
  if (out === undefined) stdout.write(audit.clips.length === 0 ? '' : toTable([[...AUDIT_COLUMNS], ...audit.clips.map((clip) => auditCells(clip, pathOf(clip.clip)))]));
  else await writeFileAtomically(out, extname(out) === '.html' ? auditPage(audit, { run, pathOf, folder: dirname(resolve(out)) }) : auditCsv(audit.clips, pathOf));
  return EXIT.fine;
}

/** A name that several files have leads to the first. */
async function findPaths(folder: string | undefined): Promise<(clip: string) => string> {
  if (folder === undefined) return () => '';
  const paths = new Map((await findClips([folder])).toReversed().map(({ path }) => [parse(path).name, resolve(path)]));
  return (clip) => paths.get(clip) ?? '';
}
