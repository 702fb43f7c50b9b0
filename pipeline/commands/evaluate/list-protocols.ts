import { PROTOCOLS } from '../../../datasets/protocols/protocols.ts';
import { EXIT, type ExitCode } from '../../exit-codes.ts';
import type { CommandContext } from '../context.ts';
import { toTable } from '../show/to-table.ts';

/** Writes the protocols, and returns the exit code. */
export function listProtocols({ stdout }: CommandContext): ExitCode {
  const rows = Object.values(PROTOCOLS).map(({ id, title, score, corpus }) => [id, title, score.metric, corpus]);
  stdout.write(toTable([['protocol', 'what', 'score', 'corpus'], ...rows]));
  return EXIT.fine;
}
