import { Command, Option } from 'commander';
import { PRESETS } from '../../configs/presets.ts';
import type { CommandContext } from './context.ts';
import type { DescribeFlags } from './describe/describe.ts';
import { pluginOption } from './options/plugin-options.ts';
import { settingsOption } from './options/settings-option.ts';
import { toCount } from './options/to-count.ts';

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
    .action(async (files: string[], flags: DescribeFlags) => {
      const { describe } = await import('./describe/describe.ts');
      context.exit(await describe(files, flags, context));
    });
}
