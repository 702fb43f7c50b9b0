import { join } from 'node:path';
import { ConfigError } from '../../configs/config-error.ts';
import { writeFileAtomically } from '../export/write-file-atomically.ts';
import type { LedgerRound } from '../../datasets/pseudo-labels/ledger.ts';
import type { LabelledRound } from './label-round.ts';
import type { StoredLedger } from './read-ledger.ts';

/** Name of the ledger in the folder of all rounds. */
export const LEDGER_NAME = 'ledger.jsonl';

/**
 * Refuses a round that does not follow those in the ledger, or is there already and was made of other inputs.
 *
 * @throws ConfigError
 */
export function refuseOtherRound(folder: string, { lines }: StoredLedger, { round, key }: Pick<LedgerRound, 'round' | 'key'>): void {
  const rounds = lines.filter((line) => line.type === 'round');
  if (round > rounds.length + 1) throw new ConfigError(`--round ${round}`, [`${folder} holds ${rounds.length === 0 ? 'no round' : `the rounds up to ${rounds.length}`}`], undefined, `Give --round ${rounds.length + 1}.`);
  const there = rounds.find((line) => line.round === round);
  if (there !== undefined && there.key !== key) throw new ConfigError(folder, [`round ${round} is there already and was made of other models, clips or settings`], undefined, `Give --round ${rounds.length + 1} to go on from it, or another folder with --out.`);
}

/**
 * Writes the files of a round, and last its lines at the end of the ledger. A round that is in the ledger is written anew, with the same bytes.
 *
 * @throws OutputError
 */
export async function writeRound(folder: string, ledger: StoredLedger, { result, files }: { readonly result: LabelledRound; readonly files: ReadonlyMap<string, string> }): Promise<void> {
  for (const [path, text] of files) await writeFileAtomically(join(folder, path), text);
  const { round, changes } = result.ledger;
  if (ledger.lines.some((line) => line.type === 'round' && line.round === round.round)) return;
  const added = [round, ...changes].map((line) => `${JSON.stringify(line)}\n`).join('');
  await writeFileAtomically(join(folder, LEDGER_NAME), `${ledger.text}${added}`);
}
