import { Command } from 'commander';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { loadConfig } from '../../configs/load-config.ts';
import { EXIT } from '../exit-codes.ts';
import { makeSample } from '../../datasets/drawn/make-sample.ts';
import { analyze } from './analyze.ts';
import type { CommandContext } from './context.ts';

/** What `npm start` runs: the drawn sample, or the files given after `--`. */
export function startCommand(context: CommandContext): Command {
  return new Command('start')
    .summary('analyse the drawn sample, or files of your own')
    .argument('[files...]', 'files or folders')
    .action(async (files: string[]) => {
      const config = loadConfig({});
      const own = files.length > 0;
      const sample = join(config.output.folder, 'sample.mp4');
      if (!own) {
        context.stderr.write('No file given: a face is drawn, and a voice made, that go through neutral, happy, surprised, sad and angry. The voice is no human one, and the voice model will say so.\n');
        await mkdir(config.output.folder, { recursive: true });
        await makeSample(sample, { ffmpeg: context.environment.ffmpeg, signal: context.stop });
      }
      const code = await analyze(own ? files : [sample], config, context);
      context.exit(code);
      if (code === EXIT.fine && !own) {
        context.stdout.write(`Open ${join(config.output.folder, 'sample', 'report.html')} in a browser. Your own file: npm start -- FILE\n`);
      }
    });
}
