import { Command } from 'commander';
import { openCorpus } from '../../../datasets/open-corpus.ts';
import { checkDataset } from '../../corpora/check/check-dataset.ts';
import type { CorpusCheck } from '../../corpora/check/corpus-check.ts';
import { EXIT, type ExitCode } from '../../exit-codes.ts';
import type { CommandContext } from '../context.ts';
import { withCorpus, type CorpusFlags } from './corpus-arguments.ts';
import { showProgress } from './show-progress.ts';
import { writeCheck } from './write-check.ts';

interface CheckFlags extends CorpusFlags {
  readonly media?: boolean;
  readonly json?: boolean;
  readonly strict?: boolean;
}

/** `affekt dataset check` */
export function checkCommand(context: CommandContext): Command {
  return withCorpus(new Command('check'))
    .summary('count what is there beside what is published, and find what is wrong')
    .option('--media', 'open every media file too, and count the frames of labelled videos; slow')
    .option('--json', 'print counts and all findings as JSON')
    .option('--strict', 'fail on warnings, too')
    .addHelpText('after', '\nExit codes: 0 fine, or warnings and notes only; 2 usage, a corpus that cannot be read, or errors (with --strict: or warnings); 130 interrupted.')
    .action(async (kind: string, root: string, flags: CheckFlags) => {
      const progress = showProgress(context.stderr);
      const { corpus, dataset } = await openCorpus(kind, root, flags);
      const check = await checkDataset(corpus, dataset, { media: flags.media === true, signal: context.stop, onProgress: progress.show }).finally(progress.end);
      context.stdout.write(flags.json === true ? `${JSON.stringify(check, null, 2)}\n` : writeCheck(check));
      context.exit(exitCodeOf(check, flags.strict === true));
    });
}

function exitCodeOf({ findings }: CorpusCheck, strict: boolean): ExitCode {
  return findings.some(({ level }) => level === 'error' || (strict && level === 'warning')) ? EXIT.usage : EXIT.fine;
}
