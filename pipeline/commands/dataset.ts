import { Command } from 'commander';
import type { CommandContext } from './context.ts';
import { checkCommand } from './dataset/check.ts';
import { fakeCommand } from './dataset/fake.ts';
import { labelsCommand } from './dataset/labels.ts';
import { listCommand } from './dataset/list.ts';
import { showCommand } from './dataset/show.ts';

/** `affekt dataset` */
export function datasetCommand(context: CommandContext): Command {
  const command = new Command('dataset').summary('list, check, look at and draw corpora, write their labels as a table');
  for (const each of [listCommand, checkCommand, showCommand, labelsCommand, fakeCommand]) command.addCommand(each(context));
  return command;
}
