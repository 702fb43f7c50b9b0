import type { Config } from '../../../configs/schema.ts';
import { loadConfig } from '../../../configs/load-config.ts';
import type { ExitCode } from '../../exit-codes.ts';
import type { CommandContext } from '../context.ts';
import { analyze } from './analyze.ts';

/** Options of `affekt analyze`. */
export interface AnalyzeOptions {
  readonly out?: string;
  readonly preset?: string;
  readonly config?: string;
  readonly set: readonly string[];
  readonly device?: string;
  readonly fps?: number;
  readonly transcripts?: string;
  readonly only?: string;
  readonly report: boolean;
  readonly annotated?: boolean;
  readonly offline?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/** Analyses files as the options say and resolves with the exit code. */
export function analyzeFiles(files: readonly string[], options: AnalyzeOptions, context: CommandContext): Promise<ExitCode> {
  return analyze(files, toConfig(options), { ...options, ...context });
}

function toConfig({ preset, config, set, out, device, fps, only, report, annotated, offline, transcripts }: AnalyzeOptions): Config {
  const overrides = {
    text: { transcripts },
    video: { fps },
    fusion: { people: only },
    runtime: { device },
    output: { folder: out, annotated, ...(report ? {} : { report }) },
    models: { offline },
  };
  return loadConfig({ preset, file: config, set, overrides });
}
