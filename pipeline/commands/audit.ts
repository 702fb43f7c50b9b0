import { dirname, extname, parse, resolve } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { auditLabels } from '../audit/audit-labels.ts';
import { auditPage } from '../audit/audit-page.ts';
import { AUDIT_COLUMNS, auditCells, auditCsv } from '../audit/audit-table.ts';
import { readTargets } from '../audit/read-targets.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { writeFileAtomically } from '../export/write-file-atomically.ts';
import { findClips } from '../media/find-clips.ts';
import type { CommandContext } from './context.ts';
import { toTable } from './models/to-table.ts';
import { toCount } from './to-count.ts';

interface LabelOptions {
  readonly media?: string;
  readonly out?: string;
  readonly limit?: number;
}

/** `affekt audit …` */
export function auditCommand(context: CommandContext): Command {
  return new Command('audit').summary('find what a human should look at').addCommand(labelsCommand(context));
}

function labelsCommand(context: CommandContext): Command {
  return new Command('labels')
    .summary('clips whose candidate labels a model does not believe')
    .description('Lists the clips of a run with `training.partial` that were in the end taken for a class that is none of their candidates: annotators said fear or neutral, the model insists on surprise. First those on which most folds agree, then by the margin, the probability of the best candidate over that of the best other class.')
    .argument('<run>', 'folder of a training run')
    .option('-m, --media <dir>', 'folder with the clips, searched by their names: for their paths, and to see and hear them in the page')
    .option('-o, --out <file>', 'write a table (.csv) or a page (.html) here instead of the table on standard output', toOutput)
    .option('-n, --limit <number>', 'only so many, from the top', toCount)
    .action(async (run: string, options: LabelOptions) => context.exit(await labels(run, options, context)));
}

async function labels(run: string, { media, out, limit }: LabelOptions, { stdout, stderr }: CommandContext): Promise<ExitCode> {
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

function toOutput(path: string): string {
  if (!['.csv', '.html'].includes(extname(path))) throw new InvalidArgumentError('It must end in .csv or .html.');
  return path;
}
