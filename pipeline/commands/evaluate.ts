import { Command, InvalidArgumentError } from 'commander';
import { ConfigError } from '../../configs/config-error.ts';
import { readPredictions } from '../../datasets/predictions/read-predictions.ts';
import { readTruth } from '../../datasets/predictions/read-truth.ts';
import { findProtocol, PROTOCOLS } from '../../datasets/protocols/protocols.ts';
import type { Protocol } from '../../datasets/protocols/protocol.ts';
import { describeEvaluation } from '../evaluation/describe-evaluation.ts';
import { evaluate } from '../evaluation/evaluate.ts';
import { toJson } from '../evaluation/to-json.ts';
import { openGroupings } from '../evaluation/words/open-groupings.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { writeFileAtomically } from '../export/write-file-atomically.ts';
import { layoutOption } from './dataset/corpus-arguments.ts';
import type { CommandContext } from './context.ts';
import { toTable } from './models/to-table.ts';

interface EvaluateFlags {
  readonly list?: boolean;
  readonly protocol?: string;
  readonly predictions?: string;
  readonly labels?: string;
  readonly split?: string;
  readonly layout: Readonly<Record<string, string>>;
  readonly rate?: number;
  readonly words?: string;
  readonly allowMissing?: boolean;
  readonly clip?: boolean;
  readonly seed: number;
  readonly replicates: number;
  readonly json?: string;
  readonly html?: string;
}

/** `affekt evaluate` */
export function evaluateCommand(context: CommandContext): Command {
  return new Command('evaluate')
    .summary('score predictions as a challenge does')
    .description('Prints the official score of predictions with a bootstrap interval, beside published figures, with tables by class and by video. Every labelled row has to have an answer.')
    .option('--list', 'list the protocols and what they take')
    .option('-p, --protocol <name>', 'the challenge: abaw6-va, mer2023-multi, …')
    .option('--predictions <file>', 'what is handed in: table, zip with one, or folder of <video>.txt; or a table of `affekt predict`')
    .option('--labels <path>', 'root of the corpus, folder of annotations, or table of labels')
    .option('--split <name>', 'part of the corpus that is scored (default: validation, or the test set)')
    .addOption(layoutOption())
    .option('--rate <hz>', 'frames a second, for tables with times (default: 30)', toPositive)
    .option('--words <path>', 'open vocabularies: a table of synonyms, or the folder of tables of emotion wheels')
    .option('--allow-missing', 'score what is there where labelled rows have no answer; it is not the official score then')
    .option('--clip', 'take valence and arousal beyond the range for its end, as submissions have to')
    .option('--seed <number>', 'of the bootstrap', toWhole, 0)
    .option('--replicates <number>', 'bootstrap samples', toCount, 1000)
    .option('--json <file>', 'write everything as JSON; - prints it in place of the text')
    .option('--html <file>', 'write a page')
    .addHelpText('after', '\nExit codes: 0 fine, 2 usage or files, 130 interrupted.')
    .action(async (flags: EvaluateFlags) => context.exit(flags.list === true ? list(context) : await run(flags, context)));
}

function list({ stdout }: CommandContext): ExitCode {
  const rows = Object.values(PROTOCOLS).map(({ id, title, score, corpus }) => [id, title, score.metric, corpus]);
  stdout.write(toTable([['protocol', 'what', 'score', 'corpus'], ...rows]));
  return EXIT.fine;
}

async function run(flags: EvaluateFlags, { stdout, stderr, stop }: CommandContext): Promise<ExitCode> {
  const protocol = findProtocol(needed(flags, 'protocol'));
  const [predicted, labelled] = [needed(flags, 'predictions'), needed(flags, 'labels')];
  const { groupings, warnings } = await groupingsOf(protocol, flags.words);
  const rate = flags.rate === undefined ? {} : { rate: flags.rate };
  const predictions = await readPredictions(predicted, protocol, { ...rate, clip: flags.clip === true, signal: stop });
  const truth = await readTruth(labelled, protocol, { ...rate, ...(flags.split !== undefined && { split: flags.split }), layout: flags.layout, signal: stop });
  stop.throwIfAborted();
  const found = evaluate(predictions, truth, protocol, { seed: flags.seed, replicates: flags.replicates, allowMissing: flags.allowMissing === true, groupings });
  const evaluation = { ...found, warnings: [...warnings, ...found.warnings] };
  for (const warning of evaluation.warnings) stderr.write(`warning: ${warning}\n`);
  stdout.write(flags.json === '-' ? toJson(evaluation) : describeEvaluation(evaluation));
  if (flags.json !== undefined && flags.json !== '-') await writeFileAtomically(flags.json, toJson(evaluation));
  if (flags.html !== undefined) {
    const { writeEvaluation } = await import('../evaluation/report/write-evaluation.ts'); // Only pages need it
    await writeEvaluation(flags.html, evaluation);
  }
  return EXIT.fine;
}

function groupingsOf(protocol: Protocol, path: string | undefined): ReturnType<typeof openGroupings> {
  if (protocol.submission.kind === 'word-table') return openGroupings(protocol, path);
  if (path !== undefined) throw new ConfigError('--words', [`${protocol.id} has no open vocabulary`], undefined, 'Leave it out.');
  return Promise.resolve({ groupings: [], warnings: [] });
}

function needed(flags: EvaluateFlags, key: 'protocol' | 'predictions' | 'labels'): string {
  const value = flags[key];
  if (value !== undefined) return value;
  throw new ConfigError('affekt evaluate', [`--${key} is missing`], undefined, key === 'protocol' ? 'See the protocols with `affekt evaluate --list`.' : 'See `affekt evaluate --help`.');
}

function toPositive(text: string): number {
  const value = Number(text);
  if (value > 0 && Number.isFinite(value)) return value;
  throw new InvalidArgumentError('It has to be a number above 0.');
}

function toWhole(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It has to be a whole number from 0.');
}

function toCount(text: string): number {
  if (/^[1-9]\d*$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It has to be a whole number from 1.');
}
