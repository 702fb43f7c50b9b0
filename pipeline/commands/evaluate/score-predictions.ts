import { ConfigError } from '../../../configs/config-error.ts';
import { readPredictions } from '../../../datasets/predictions/read-predictions.ts';
import { readTruth } from '../../../datasets/predictions/read-truth.ts';
import { findProtocol } from '../../../datasets/protocols/protocols.ts';
import type { Protocol } from '../../../datasets/protocols/protocol.ts';
import { describeEvaluation } from '../../evaluation/describe-evaluation.ts';
import { evaluate } from '../../evaluation/evaluate.ts';
import { toJson } from '../../evaluation/to-json.ts';
import { openGroupings } from '../../evaluation/words/open-groupings.ts';
import { EXIT, type ExitCode } from '../../exit-codes.ts';
import { writeFileAtomically } from '../../export/write-file-atomically.ts';
import type { CommandContext } from '../context.ts';

/** Options of `affekt evaluate`. */
export interface EvaluateFlags {
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

/** Scores predictions, writes the scores, and resolves with the exit code. */
export async function scorePredictions(flags: EvaluateFlags, { stdout, stderr, stop }: CommandContext): Promise<ExitCode> {
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
    const { writeEvaluation } = await import('../../evaluation/report/write-evaluation.ts'); // Only pages need it
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
