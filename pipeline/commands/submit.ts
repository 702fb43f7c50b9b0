import { Command } from 'commander';
import type { CommandContext } from './context.ts';
import { toPositive } from './options/to-positive.ts';
import { toWhole } from './options/to-whole.ts';
import type { CheckFlags } from './submit/check.ts';
import type { WriteFlags } from './submit/write.ts';

/** `affekt submit` */
export function submitCommand(context: CommandContext): Command {
  const command = new Command('submit').summary('write and check the files that challenges take');
  withProtocol(command.command('write').summary('write the exact file of a challenge, and check it'))
    .requiredOption('--predictions <file>', 'a table of `affekt predict`, or of the kinds that `affekt evaluate` reads')
    .requiredOption('-o, --out <file>', 'the file; .zip where an archive is handed in')
    .option('--smooth <frames>', 'average predictions over so many frames to each side, clip by clip, after gaps are filled', toWhole(0), 0)
    .option('--rate <hz>', 'frames a second, for tables with times (default: 30)', toPositive)
    .option('--fill-missing <answer>', 'for clips without any prediction: Neutral, or 0,0; without it they are refused')
    .action(async (flags: WriteFlags) => {
      const { write } = await import('./submit/write.ts');
      context.exit(await write(flags, context));
    });
  withProtocol(command.command('check').summary('find what is wrong with a file before it is handed in').argument('<file>', 'the file, or the folder of files'))
    .action(async (file: string, flags: CheckFlags) => {
      const { check } = await import('./submit/check.ts');
      context.exit(await check(file, flags, context));
    });
  return command;
}

function withProtocol(command: Command): Command {
  return command
    .requiredOption('-p, --protocol <name>', 'the challenge, see `affekt evaluate --list`')
    .requiredOption('--sample <file>', "the organisers' list: rows key/00001.jpg, a table with a column name, or names, one a line")
    .option('--json', 'print what was found as JSON')
    .option('--strict', 'take warnings for errors')
    .addHelpText('after', '\nExit codes: 0 ready, 2 not ready, or usage.');
}
