import { readPredictions } from '../../../datasets/predictions/read-predictions.ts';
import { findProtocol } from '../../../datasets/protocols/protocols.ts';
import { parseFill } from '../../../datasets/submissions/fill.ts';
import { readSample } from '../../../datasets/submissions/read-sample.ts';
import type { ExitCode } from '../../exit-codes.ts';
import { describeWritten } from '../../submission/describe-submission.ts';
import { writeSubmission } from '../../submission/write-submission.ts';
import type { CommandContext } from '../context.ts';
import { check, type CheckFlags } from './check.ts';

/** Options of `affekt submit write`. */
export interface WriteFlags extends CheckFlags {
  readonly predictions: string;
  readonly out: string;
  readonly smooth: number;
  readonly rate?: number;
  readonly fillMissing?: string;
}

/** Writes the file of a challenge, checks it, and resolves with the exit code. */
export async function write({ out, ...flags }: WriteFlags, context: CommandContext): Promise<ExitCode> {
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
