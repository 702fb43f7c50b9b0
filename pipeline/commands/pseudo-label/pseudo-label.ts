import { join } from 'node:path';
import { ConfigError } from '../../../configs/config-error.ts';
import { DatasetError } from '../../../datasets/dataset-error.ts';
import { readClipLabels } from '../../../datasets/tables/read-clip-labels.ts';
import { lockFolder } from '../../batch/lock-folder.ts';
import { EXIT, type ExitCode } from '../../exit-codes.ts';
import { describeRound } from '../../pseudo-labels/describe-round.ts';
import { labelRound, type LabelledRound } from '../../pseudo-labels/label-round.ts';
import { openRound, type RoundPaths } from '../../pseudo-labels/open-round.ts';
import { readLedger } from '../../pseudo-labels/read-ledger.ts';
import { summariseRound } from '../../pseudo-labels/summarise-round.ts';
import { toRoundFiles } from '../../pseudo-labels/to-round-files.ts';
import { LEDGER_NAME, refuseOtherRound, writeRound } from '../../pseudo-labels/write-round.ts';
import type { CommandContext } from '../context.ts';

/** What a user asks for. */
export interface PseudoLabelOptions extends RoundPaths {
  readonly truth?: string;
  readonly eta: number;
  readonly agree: number;
  readonly perClass?: number;
  readonly balance?: boolean;
  readonly fallback?: number;
  readonly candidates: number;
  readonly changes: 'refuse' | 'take' | 'drop';
  readonly round: number;
  readonly out: string;
  readonly dropLeaks?: boolean;
  readonly allowLeak?: boolean;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/** Makes one round and resolves with the exit code. */
export async function pseudoLabel(options: PseudoLabelOptions, context: CommandContext): Promise<ExitCode> {
  if (options.dryRun === true) return makeRound(options, context);
  const lock = await lockFolder(options.out);
  try {
    return await makeRound(options, context);
  } finally {
    lock.release();
  }
}

async function makeRound(options: PseudoLabelOptions, { stdout, stderr, stop }: CommandContext): Promise<ExitCode> {
  const { out, round, truth, dryRun = false } = options;
  const ledger = await readLedger(join(out, LEDGER_NAME));
  const onLeak = options.allowLeak === true ? 'allow' : options.dropLeaks === true ? 'drop' : 'refuse';
  const inputs = await openRound(options, { round, rule: toRule(options), onLeak, ledger });
  const result = labelRound(inputs);
  refuseOtherRound(out, ledger, result.ledger.round);
  refuseConflicts(result);
  const summary = summariseRound(result);
  const told = truth === undefined ? summary : summariseRound(result, await readTruth(truth, result));
  if (stop.aborted) return EXIT.interrupted;
  for (const warning of told.warnings) stderr.write(`warning: ${warning}\n`);
  if (!dryRun) await writeRound(out, ledger, { result, files: toRoundFiles(result, summary) });
  stdout.write(options.json === true ? `${JSON.stringify(told)}\n` : describeRound(told).map((line) => `${line}\n`).join(''));
  if (!dryRun) stderr.write(nextStep(out, result));
  return EXIT.fine;
}

function toRule({ eta, agree, perClass, balance = false, fallback, candidates, changes, model, validation }: PseudoLabelOptions) {
  const models = new Set([...Object.keys(model), ...Object.keys(validation)]).size;
  if (models > 0 && agree > models) throw new ConfigError(`--agree ${agree}`, [`there ${models === 1 ? 'is 1 model' : `are ${models} models`}`], undefined, 'Ask for as many as there are, or fewer.');
  return { eta, agree, ...(perClass !== undefined && { perClass }), balance, ...(fallback !== undefined && { fallback }), candidates, changes };
}

/** Returns the class of each clip in a table; it is only compared with. */
async function readTruth(path: string, { inputs: { reading } }: LabelledRound): Promise<Map<string, number>> {
  const { clip, expression } = reading.columns;
  const labels = await readClipLabels(path, { ...reading.options, columns: { clip, expression } });
  return new Map(labels.flatMap((each) => (each.expression === undefined ? [] : [[each.clip, each.expression] as const])));
}

function refuseConflicts({ conflicts, inputs: { rule, classes, state, round } }: LabelledRound): void {
  const [first] = conflicts;
  if (first === undefined || rule.changes !== 'refuse') return;
  throw new DatasetError('LEAK', {
    path: `--round ${round}`,
    detail: `${conflicts.length} clips had another label in an earlier round: "${first.clip}" was ${state.history.get(first.clip)!} and is ${classes[first.label]!}`,
    next: 'Leave such clips out with --changes drop, or take the new label with --changes take.',
  });
}

function nextStep(out: string, { inputs: { models, round } }: LabelledRound): string {
  const runs = models.filter(({ config }) => config !== undefined);
  const written = `written: ${join(out, `train-round-${round}.csv`)}, ${join(out, `round-${round}`)}, ${join(out, LEDGER_NAME)}\n`;
  return written + runs.map(({ name }) => `next: affekt train --config ${join(out, `train-round-${round}${runs.length === 1 ? '' : `.${name}`}.json`)}\n`).join('');
}
