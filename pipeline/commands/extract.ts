import { Command, InvalidArgumentError, Option } from 'commander';
import { DEVICES } from '../../configs/devices.ts';
import { SPEECH_ENCODERS } from '../../extractors/models/registry/speech-encoders.ts';
import { TEXT_ENCODERS } from '../../extractors/models/registry/text-encoders.ts';
import { FORMATS } from '../extraction/extraction-plan.ts';
import { FEATURE_ABOUTS } from '../extraction/feature-abouts.ts';
import { FEATURE_NAMES } from '../extraction/feature-names.ts';
import type { CommandContext } from './context.ts';
import type { ExtractOptions } from './extract/extract.ts';

/** `affekt extract FILES… --features NAME` */
export function extractCommand(context: CommandContext): Command {
  const sets = Object.entries(FEATURE_ABOUTS).map(([name, about]) => `  ${name.padEnd(20)} ${about}`);
  const listed = (cards: Readonly<Record<string, { readonly title: string }>>) => Object.entries(cards).map(([name, { title }]) => `  ${name.padEnd(23)} ${title}`).join('\n');
  return new Command('extract')
    .summary('write features of sound, words and faces as tables or .npy files')
    .description('Measures features of videos, sound files and folders of them. With --level utt one row a clip: OUT/NAME-UTT.csv, and OUT/NAME-UTT/CLIP.npy; with --level frame a file for each clip in OUT/NAME-FRA.\nThe same command goes on where it was stopped.')
    .argument('<files...>', 'videos, sound files, folders of them')
    .addOption(new Option('-f, --features <name>', 'what is measured: one of those below, or the ONNX file of an encoder or a decoder that `affekt models build` made').argParser(toFeatures).makeOptionMandatory())
    .addOption(new Option('-l, --level <level>', 'one row for a clip, or one for each frame').choices(['utt', 'frame']).default('utt'))
    .addOption(new Option('--format <format>', 'how tables are written; npy: MERTools’ folders, without a table').choices(FORMATS).default('csv'))
    .option('-o, --out <dir>', 'folder of the results', 'features')
    .addOption(new Option('--layers <layers>', 'of an encoder: its last layer, or the sum of its last four').choices(['last', 'last-four-sum']))
    .option('-t, --transcripts <path>', 'of an encoder of words: where transcripts are, a folder or a table with the names of clips (default: beside each clip)')
    .addOption(new Option('-d, --device <name>', 'where an encoder runs').choices(['auto', ...DEVICES]).default('auto'))
    .option('--offline', 'never use the network')
    .option('--force', 'measure again what is there', false)
    .option('--json', 'print what became of each clip as a line of JSON on standard output')
    .option('-q, --quiet', 'print no progress')
    .addHelpText('after', `\nFeatures:\n${sets.join('\n')}\n\nEncoders of speech, with --layers; you build or export them once, see \`affekt models get NAME\`:\n${listed(SPEECH_ENCODERS)}\n\nEncoders of words, likewise, of the transcripts of the clips; with --format npy a frame is a token:\n${listed(TEXT_ENCODERS)}\n\nExit codes: 0 fine, 2 usage or folders, 3 model missing, 4 device unavailable, 5 some clips failed, 6 all clips failed, 130 interrupted.`)
    .action(async (files: readonly string[], options: ExtractOptions) => {
      const { extract } = await import('./extract/extract.ts');
      context.exit(await extract(files, options, { ...context, ...options }));
    });
}

/** A name, or the path of an ONNX file, whether it is there or not. */
function toFeatures(value: string): string {
  if (FEATURE_NAMES.includes(value) || value.endsWith('.onnx')) return value;
  throw new InvalidArgumentError(`Allowed choices are ${FEATURE_NAMES.join(', ')}, or a file with the ending .onnx.`);
}
