import { Command } from 'commander';
import type { CommandContext } from './context.ts';
import { checkCommand } from './dataset/check.ts';
import { fakeCommand } from './dataset/fake.ts';
import { listCommand } from './dataset/list.ts';
import { showCommand } from './dataset/show.ts';

/** `affekt dataset` */
export function datasetCommand(context: CommandContext): Command {
  const command = new Command('dataset').summary('list, check and look at corpora');
  for (const each of [listCommand, checkCommand, showCommand, fakeCommand]) command.addCommand(each(context));
  return command;
}
