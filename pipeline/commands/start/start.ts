import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { loadConfig } from '../../../configs/load-config.ts';
import { EXIT } from '../../exit-codes.ts';
import { makeSample } from '../../../datasets/drawn/make-sample.ts';
import { analyze } from '../analyze/analyze.ts';
import type { CommandContext } from '../context.ts';

/** Analyses files, or the sample where there are none, and says where its report is. */
export async function start(files: readonly string[], context: CommandContext): Promise<void> {
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
}
