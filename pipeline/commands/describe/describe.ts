import { loadConfig } from '../../../configs/load-config.ts';
import type { Config } from '../../../configs/schema.ts';
import type { Settings } from '../../../configs/settings.ts';
import type { ExitCode } from '../../exit-codes.ts';
import { analyze } from '../analyze/analyze.ts';
import type { CommandContext } from '../context.ts';
import { toPluginOptions } from '../options/plugin-options.ts';

/** Options of `affekt describe`. */
export interface DescribeFlags {
  readonly endpoint?: string;
  readonly model?: string;
  readonly decoder?: string;
  readonly key?: string;
  readonly per?: string;
  readonly sendTranscripts?: boolean;
  readonly redact: boolean;
  readonly maxRequests?: number;
  readonly maxTokens?: number;
  readonly cache: boolean;
  readonly option: readonly string[];
  readonly out?: string;
  readonly preset?: string;
  readonly config?: string;
  readonly set: readonly string[];
  readonly transcripts?: string;
  readonly offline?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

const NAME = 'describer';

/** Analyses files, with the describer among the plug-ins, and resolves with the exit code. */
export function describe(files: readonly string[], flags: DescribeFlags, context: CommandContext): Promise<ExitCode> {
  return analyze(files, toConfig(flags), { ...flags, ...context });
}

/** The configuration with the describer among its plug-ins: what is said on the command line goes over what the configuration says of it. */
function toConfig({ preset, config, set, out, offline, transcripts, ...flags }: DescribeFlags): Config {
  const loaded = loadConfig({ preset, file: config, set, overrides: { text: { transcripts }, output: { folder: out }, models: { offline } } });
  const options = { ...loaded.plugins.find(({ use }) => use === NAME)?.options, ...toOptions(flags) };
  return { ...loaded, plugins: [...loaded.plugins.filter(({ use }) => use !== NAME), { use: NAME, options }] };
}

function toOptions({ endpoint, model, decoder, key, per, sendTranscripts, redact, maxRequests, maxTokens, cache, option }: Omit<DescribeFlags, 'preset' | 'config' | 'set' | 'out' | 'offline' | 'transcripts'>): Settings {
  const given = { endpoint, model, decoder, keyVariable: key, per, sendTranscripts, maxRequests, maxTotalTokens: maxTokens, ...(redact ? {} : { redact }), ...(cache ? {} : { cache }) };
  return { ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)), ...toPluginOptions(option) };
}
