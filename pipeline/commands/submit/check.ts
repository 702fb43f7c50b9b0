import { findProtocol } from '../../../datasets/protocols/protocols.ts';
import { readSample } from '../../../datasets/submissions/read-sample.ts';
import { EXIT, type ExitCode } from '../../exit-codes.ts';
import { checkSubmission } from '../../submission/check-submission.ts';
import { describeAnswers, describeCheck } from '../../submission/describe-submission.ts';
import type { CommandContext } from '../context.ts';

/** Options of `affekt submit check`. */
export interface CheckFlags {
  readonly protocol: string;
  readonly sample: string;
  readonly json?: boolean;
  readonly strict?: boolean;
}

/** Writes what is wrong with a file, and resolves with the exit code. */
export async function check(file: string, { protocol: id, sample: list, json, strict = false }: CheckFlags, { stdout, stop }: CommandContext, more: object = {}): Promise<ExitCode> {
  const protocol = findProtocol(id);
  const found = await checkSubmission(file, { protocol, sample: await readSample(list, protocol), signal: stop });
  const ready = found.errors === 0 && !(strict && found.warnings > 0);
  const lines = [...(found.errors === 0 ? describeAnswers(found.answers) : []), ...describeCheck(file, found, strict)];
  stdout.write(json === true ? `${JSON.stringify({ ready, protocol: id, ...more, ...found }, null, 2)}\n` : lines.map((line) => `${line}\n`).join(''));
  return ready ? EXIT.fine : EXIT.usage;
}
