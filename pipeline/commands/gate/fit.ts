import { basename } from 'node:path';
import { ConfigError } from '../../../configs/config-error.ts';
import { toGateText } from '../../../plugins/gate/gate-file.ts';
import { openRuntime } from '../../../runtime/open-runtime.ts';
import { EXIT, type ExitCode } from '../../exit-codes.ts';
import { writeFileAtomically } from '../../export/write-file-atomically.ts';
import { fitHeadGate, MADE_KINDS } from '../../gates/fit-head-gate.ts';
import { openGateHead } from '../../gates/open-gate-head.ts';
import type { CommandContext } from '../context.ts';
import { toTable } from '../show/to-table.ts';
import { kindNames } from './kind-names.ts';
import { trialRows } from './trial-rows.ts';

/** Options of `affekt gate fit`. */
export interface FitOptions {
  readonly features: readonly string[];
  readonly labels?: string;
  readonly validation: readonly string[];
  readonly validationLabels?: string;
  readonly outliers: readonly string[];
  readonly reason?: string;
  readonly methods: readonly string[];
  readonly coverage: number;
  readonly out: string;
  readonly quiet?: boolean;
}

/** Fits a gate on a head, writes it, and resolves with the exit code. */
export async function fit(given: string, { features, labels, validation, validationLabels, outliers, reason, methods, coverage, out, quiet }: FitOptions, { stdout, stderr, stop }: CommandContext): Promise<ExitCode> {
  if (features.length === 0) throw new ConfigError('--features', ['is not given'], undefined, 'Name what the head has learnt from.');
  const kinds = kindNames(outliers, { made: MADE_KINDS, nameOf: kindOf });
  await using runtime = await openRuntime({ device: 'cpu', workers: 1 });
  await using head = await openGateHead(given, runtime);
  if (validation.length === 0 && validationLabels === undefined) stderr.write('warning: without --validation the threshold comes from examples that the head has learnt from, and withholds more of others than is stated.\n');
  const held = validation.length === 0 && validationLabels === undefined ? undefined : { features: validation.length === 0 ? features : validation, labels: validationLabels };
  const gate = await fitHeadGate(head, { training: { features, labels }, validation: held, outliers: kinds, reason, methods, coverage, signal: stop, say: (line) => (quiet === true ? undefined : stderr.write(`${line}\n`)) });
  await writeFileAtomically(out, toGateText(gate));
  stdout.write(toTable(trialRows(gate)));
  stdout.write(`${gate.method} is taken; ${Math.round(100 * coverage)} % of what the head knows is let through${gate.temperature === undefined ? '' : `; temperature ${gate.temperature.toFixed(3)}`}\n  → ${out}\n`);
  return EXIT.fine;
}

/** `audio=features/music-UTT` → `music-UTT`, `far.npy` → `far`. */
function kindOf(given: string): string {
  return basename(given.slice(given.indexOf('=') + 1), '.npy');
}
