import { Argument, Option, type Command } from 'commander';
import { ConfigError } from '../../../configs/config-error.ts';

/** What `--task` and `--layout` say. */
export interface CorpusFlags {
  readonly task?: string;
  readonly layout: Readonly<Record<string, string>>;
}

/** Returns the command with the arguments KIND and ROOT and the options `--task` and `--layout`. */
export function withCorpus(command: Command): Command {
  return command
    .addArgument(new Argument('<kind>', 'which corpus it is; `affekt dataset list` names them'))
    .addArgument(new Argument('<root>', 'the folder that it lies in'))
    .option('-t, --task <task>', 'which kind of labels, where the corpus has several')
    .addOption(layoutOption());
}

/** Returns the option `--layout key=value`, which may be repeated; its value is one object of all. */
export function layoutOption(): Option {
  return new Option('-l, --layout <key=value>', 'what a folder or file of the corpus is called here, relative to the root; may be repeated')
    .argParser((value: string, earlier: Readonly<Record<string, string>>) => ({ ...earlier, ...toEntry(value) }))
    .default({}, 'as published');
}

function toEntry(text: string): Record<string, string> {
  const match = /^([^=]+)=(.+)$/s.exec(text);
  if (match === null) throw new ConfigError('--layout', [`"${text}" is not of the form key=value`], undefined, 'See the keys with `affekt dataset list`.');
  return { [match[1]!.trim()]: match[2]! };
}
