import { openCorpus } from '../../../datasets/open-corpus.ts';
import { checkDataset } from '../../corpora/check/check-dataset.ts';
import type { CorpusCheck } from '../../corpora/check/corpus-check.ts';
import { EXIT, type ExitCode } from '../../exit-codes.ts';
import type { CommandContext } from '../context.ts';
import type { CorpusFlags } from '../options/corpus-arguments.ts';
import { showProgress } from './show-progress.ts';
import { writeCheck } from './write-check.ts';

/** Options of `affekt dataset check`. */
export interface CheckFlags extends CorpusFlags {
  readonly media?: boolean;
  readonly json?: boolean;
  readonly strict?: boolean;
}

/** Counts what is in a corpus and what is wrong with it, writes both, and resolves with the exit code. */
export async function checkCorpus(kind: string, root: string, { flags, context }: { readonly flags: CheckFlags; readonly context: CommandContext }): Promise<ExitCode> {
  const progress = showProgress(context.stderr);
  const { corpus, dataset } = await openCorpus(kind, root, flags);
  const check = await checkDataset(corpus, dataset, { media: flags.media === true, signal: context.stop, onProgress: progress.show }).finally(progress.end);
  context.stdout.write(flags.json === true ? `${JSON.stringify(check, null, 2)}\n` : writeCheck(check));
  return exitCodeOf(check, flags.strict === true);
}

function exitCodeOf({ findings }: CorpusCheck, strict: boolean): ExitCode {
  return findings.some(({ level }) => level === 'error' || (strict && level === 'warning')) ? EXIT.usage : EXIT.fine;
}
