import { Command, Option } from 'commander';
import { DEVICES } from '../../configs/devices.ts';
import type { CommandContext } from './context.ts';
import { collectPairs } from './options/collect-pairs.ts';
import type { PredictOptions } from './predict/predict.ts';

/** `affekt predict HEAD` */
export function predictCommand(context: CommandContext): Command {
  return new Command('predict')
    .summary('apply a trained head to feature files')
    .description('Prints a table with one line a clip, or one a frame: class, probabilities, valence, arousal. What the head was trained with is in manifest.json beside it.')
    .argument('<head>', 'head.onnx of a training run, or the folder of the run')
    .requiredOption('-f, --features <modality=folder>', 'feature folder of a modality; once for each', collectPairs('audio=features/audio-UTT'), {})
    .option('-l, --labels <file>', 'a table of labels as in training: its answers are scored')
    .option('-o, --out <file>', 'write the table here instead of on standard output')
    .addOption(new Option('-d, --device <name>', 'where the head runs').choices(['auto', ...DEVICES]).default('cpu'))
    .action(async (head: string, options: PredictOptions) => {
      const { predict } = await import('./predict/predict.ts');
      context.exit(await predict(head, options, context));
    });
}
