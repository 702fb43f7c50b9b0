import { Command, InvalidArgumentError } from 'commander';
import { readPredictions } from '../../datasets/predictions/read-predictions.ts';
import { findProtocol } from '../../datasets/protocols/protocols.ts';
import { parseFill } from '../../datasets/submissions/fill.ts';
import { readSample } from '../../datasets/submissions/read-sample.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { checkSubmission } from '../submission/check-submission.ts';
import { describeAnswers, describeCheck, describeWritten } from '../submission/describe-submission.ts';
import { writeSubmission } from '../submission/write-submission.ts';
import type { CommandContext } from './context.ts';

interface CheckFlags {
  readonly protocol: string;
  readonly sample: string;
  readonly json?: boolean;
  readonly strict?: boolean;
}

interface WriteFlags extends CheckFlags {
  readonly predictions: string;
  readonly out: string;
  readonly smooth: number;
  readonly rate?: number;
  readonly fillMissing?: string;
}

/** `affekt submit` */
export function submitCommand(context: CommandContext): Command {
  const command = new Command('submit').summary('write and check the files that challenges take');
  withProtocol(command.command('write').summary('write the exact file of a challenge, and check it'))
    .requiredOption('--predictions <file>', 'a table of `affekt predict`, or of the kinds that `affekt evaluate` reads')
    .requiredOption('-o, --out <file>', 'the file; .zip where an archive is handed in')
    .option('--smooth <frames>', 'average predictions over so many frames to each side, clip by clip, after gaps are filled', toCount, 0)
    .option('--rate <hz>', 'frames a second, for tables with times (default: 30)', toPositive)
    .option('--fill-missing <answer>', 'for clips without any prediction: Neutral, or 0,0; without it they are refused')
    .action(async (flags: WriteFlags) => context.exit(await write(flags, context)));
  withProtocol(command.command('check').summary('find what is wrong with a file before it is handed in').argument('<file>', 'the file, or the folder of files'))
    .action(async (file: string, flags: CheckFlags) => context.exit(await check(file, flags, context)));
  return command;
}

function withProtocol(command: Command): Command {
  return command
    .requiredOption('-p, --protocol <name>', 'the challenge, see `affekt evaluate --list`')
    .requiredOption('--sample <file>', "the organisers' list: rows key/00001.jpg, a table with a column name, or names, one a line")
    .option('--json', 'print what was found as JSON')
    .option('--strict', 'take warnings for errors')
    .addHelpText('after', '\nExit codes: 0 ready, 2 not ready, or usage.');
}

async function write({ out, ...flags }: WriteFlags, context: CommandContext): Promise<ExitCode> {
  const protocol = findProtocol(flags.protocol);
  const sample = await readSample(flags.sample, protocol);
  const predictions = await readPredictions(flags.predictions, protocol, { clip: true, ...(flags.rate !== undefined && { rate: flags.rate }), signal: context.stop });
  for (const warning of predictions.warnings ?? []) context.stderr.write(`warning: ${warning}\n`);
  const smooth = { va: flags.smooth, expr: flags.smooth, au: flags.smooth };
  const fill = flags.fillMissing === undefined ? undefined : parseFill(flags.fillMissing, protocol);
  const written = await writeSubmission(out, { protocol, sample, predictions, source: flags.predictions, smooth, fill });
  const lines = describeWritten(written);
  if (flags.json !== true) context.stdout.write(lines.map((line) => `${line}\n`).join(''));
  return check(out, flags, context, flags.json === true ? { written } : {});
}

async function check(file: string, { protocol: id, sample: list, json, strict = false }: CheckFlags, { stdout, stop }: CommandContext, more: object = {}): Promise<ExitCode> {
  const protocol = findProtocol(id);
  const found = await checkSubmission(file, { protocol, sample: await readSample(list, protocol), signal: stop });
  const ready = found.errors === 0 && !(strict && found.warnings > 0);
  const lines = [...(found.errors === 0 ? describeAnswers(found.answers) : []), ...describeCheck(file, found, strict)];
  stdout.write(json === true ? `${JSON.stringify({ ready, protocol: id, ...more, ...found }, null, 2)}\n` : lines.map((line) => `${line}\n`).join(''));
  return ready ? EXIT.fine : EXIT.usage;
}

function toCount(given: string): number {
  const count = Number(given);
  if (!Number.isSafeInteger(count) || count < 0) throw new InvalidArgumentError('Give a whole number from 0.');
  return count;
}

function toPositive(given: string): number {
  const value = Number(given);
  if (!(value > 0 && Number.isFinite(value))) throw new InvalidArgumentError('Give a number above 0.');
  return value;
}
