import { Command, Option } from 'commander';
import { loadConfig } from '../../configs/load-config.ts';
import { PRESETS } from '../../configs/presets.ts';
import type { Config } from '../../configs/schema.ts';
import type { Settings } from '../../configs/settings.ts';
import { analyze } from './analyze.ts';
import type { CommandContext } from './context.ts';
import { pluginOption, toPluginOptions } from './plugin-options.ts';
import { settingsOption } from './settings-option.ts';
import { toCount } from './to-count.ts';

interface DescribeFlags {
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

/** `affekt describe FILES…` */
export function describeCommand(context: CommandContext): Command {
  return new Command('describe')
    .summary('let a language model say in open words what people in clips seem to feel')
    .description('Analyses each clip as `affekt analyze` does, then lets a language model describe it from what face, voice and words say: descriptions.csv, description-agreement.csv, and both in report.html.\nThe model is one on a server (llama.cpp, vLLM, Ollama, or any that talks as OpenAI does), or a decoder on this machine.')
    .argument('<files...>', 'files, or folders that are searched for them')
    .option('--endpoint <url>', 'base address of the server, such as http://localhost:11434/v1')
    .option('--model <name>', 'what the server calls the model')
    .option('--decoder <folder>', 'a decoder that runs on this machine, in place of a server; see `affekt models build`')
    .option('--key <variable>', 'name of the environment variable with the key for the server (default: AFFEKT_LLM_KEY)')
    .addOption(new Option('--per <what>', 'what is described (default: clip)').choices(['clip', 'sentence', 'segment']))
    .option('--send-transcripts', 'let the server have what is said; names, numbers and addresses are taken out')
    .option('--no-redact', 'with --send-transcripts: send what is said word for word')
    .option('--max-requests <n>', 'requests in this run at most', toCount)
    .option('--max-tokens <n>', 'tokens in this run at most, of questions and answers', toCount)
    .option('--no-cache', 'ask again what was asked before')
    .addOption(pluginOption('the describer, see `affekt plugins show describer`'))
    .option('-o, --out <dir>', 'where the result folders are made (default: results)')
    .addOption(new Option('-p, --preset <name>', 'a ready-made configuration').choices(Object.keys(PRESETS)))
    .option('-c, --config <file>', 'a configuration file, see `affekt config init`')
    .addOption(settingsOption())
    .option('-t, --transcripts <path>', 'where transcripts are (default: beside each clip)')
    .option('--offline', 'never use the network to fetch models')
    .option('--json', 'print events as lines of JSON on standard output')
    .option('-q, --quiet', 'print no progress')
    .addHelpText('after', '\nExit codes: 0 fine, 2 usage or config, 3 model missing, 5 some clips failed, 6 all clips failed, 130 interrupted.')
    .action(async (files: string[], flags: DescribeFlags) => context.exit(await analyze(files, toConfig(flags), { ...flags, ...context })));
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
