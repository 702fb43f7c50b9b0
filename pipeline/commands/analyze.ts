import { Command, Option } from 'commander';
import { DEVICES } from '../../configs/devices.ts';
import { PRESETS } from '../../configs/presets.ts';
import type { AnalyzeOptions } from './analyze/analyze-files.ts';
import type { CommandContext } from './context.ts';
import { settingsOption } from './options/settings-option.ts';

/** `affekt analyze FILES…` */
export function analyzeCommand(context: CommandContext): Command {
  return new Command('analyze')
    .alias('analyse')
    .summary('read expression, valence and arousal from videos, pictures and sound')
    .description('Analyses each clip into a folder of its own: frames.csv, frames.parquet, voice.csv, segments.json, columns.json, run.json and report.html.\nA clip that an earlier run has finished is kept; one that was stopped goes on from there.')
    .argument('<files...>', 'files, or folders that are searched for them; a folder of numbered pictures is one clip')
    .option('-o, --out <dir>', 'where the result folders are made (default: results)')
    .addOption(new Option('-p, --preset <name>', 'a ready-made configuration').choices(Object.keys(PRESETS)))
    .option('-c, --config <file>', 'a configuration file, see `affekt config init`')
    .addOption(settingsOption())
    .addOption(new Option('-d, --device <name>', 'where the models run').choices(['auto', ...DEVICES]))
    .option('--fps <rate>', 'analyse this many frames per second; the others are marked as skipped', Number)
    .addOption(new Option('--only <who>', 'write the rows of those who speak at that moment, and leave out who listens').choices(['speaking']))
    .option('-t, --transcripts <path>', 'where transcripts are: a folder, a table with the names of clips, or a file for one clip (default: beside each clip)')
    .option('--no-report', 'write no report.html')
    .option('--annotated', 'write annotated.mp4 with boxes and labels')
    .option('--offline', 'never use the network')
    .option('--json', 'print events as lines of JSON on standard output')
    .option('-q, --quiet', 'print no progress')
    .addHelpText('after', '\nExit codes: 0 fine, 2 usage or config, 3 model missing, 4 device unavailable, 5 some clips failed, 6 all clips failed, 130 interrupted.')
    .action(async (files: string[], options: AnalyzeOptions) => {
      const { analyzeFiles } = await import('./analyze/analyze-files.ts');
      context.exit(await analyzeFiles(files, options, context));
    });
}
