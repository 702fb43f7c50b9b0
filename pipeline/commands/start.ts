import { Command } from 'commander';
import type { CommandContext } from './context.ts';

/** What `npm start` runs: the drawn sample, or the files given after `--`. */
export function startCommand(context: CommandContext): Command {
  return new Command('start')
    .summary('analyse the drawn sample, or files of your own')
    .argument('[files...]', 'files or folders')
    .action(async (files: string[]) => {
      const { start } = await import('./start/start.ts');
      await start(files, context);
    });
}
