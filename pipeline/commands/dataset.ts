import { Argument, Command, Option } from 'commander';
import { ConfigError } from '../../configs/config-error.ts';
import { FAKE_KIND_NAMES } from '../corpora/fake/fake-kind-names.ts';
import type { CommandContext } from './context.ts';
import type { CheckFlags } from './dataset/check-corpus.ts';
import type { FakeFlags } from './dataset/fake-corpus.ts';
import type { ListOptions } from './dataset/list-corpora.ts';
import type { ShowFlags } from './dataset/show-corpus.ts';
import type { LabelsFlags } from './dataset/write-labels.ts';
import { withCorpus } from './options/corpus-arguments.ts';
import { toCount } from './options/to-count.ts';

/** `affekt dataset` */
export function datasetCommand(context: CommandContext): Command {
  const command = new Command('dataset').summary('list, check, look at and draw corpora, write their labels as a table');
  for (const each of [listCommand, checkCommand, showCommand, labelsCommand, fakeCommand]) command.addCommand(each(context));
  return command;
}

function listCommand(context: CommandContext): Command {
  return new Command('list')
    .summary('the corpora that affekt knows, with their tasks and what can be renamed')
    .option('--json', 'print them as JSON, with published counts')
    .action(async (options: ListOptions) => {
      const { listCorpora } = await import('./dataset/list-corpora.ts');
      listCorpora(options, context);
    });
}

function checkCommand(context: CommandContext): Command {
  return withCorpus(new Command('check'))
    .summary('count what is there beside what is published, and find what is wrong')
    .option('--media', 'open every media file too, and count the frames of labelled videos; slow')
    .option('--json', 'print counts and all findings as JSON')
    .option('--strict', 'fail on warnings, too')
    .addHelpText('after', '\nExit codes: 0 fine, or warnings and notes only; 2 usage, a corpus that cannot be read, or errors (with --strict: or warnings); 130 interrupted.')
    .action(async (kind: string, root: string, flags: CheckFlags) => {
      const { checkCorpus } = await import('./dataset/check-corpus.ts');
      context.exit(await checkCorpus(kind, root, { flags, context }));
    });
}

function showCommand(context: CommandContext): Command {
  return withCorpus(new Command('show'))
    .summary('preview clips: labels, text, media, frames and crops')
    .option('-c, --clip <name>', 'this clip, in place of some')
    .option('-n, --n <number>', 'how many clips, spread evenly over the corpus', toCount, 12)
    .option('-o, --out <file>', 'write a page with pictures, curves of labels and counts of classes, too')
    .option('--json', 'print one JSON object a clip')
    .action(async (kind: string, root: string, flags: ShowFlags) => {
      const { showCorpus } = await import('./dataset/show-corpus.ts');
      await showCorpus(kind, root, { flags, context });
    });
}

function labelsCommand(context: CommandContext): Command {
  return withCorpus(new Command('labels').summary('write the labels as one table, as `affekt train` reads them'))
    .description('Writes a row a clip: name, expression, valence, arousal, speaker, video, split, text; or, of Aff-Wild2, a row a frame: clip, frame, time and labels, -5 and -1 where there is none.\nTimes count frames at 30 a second, whatever the video runs at, so that windows can be told in frames.')
    .requiredOption('-o, --out <file>', 'where the table is written')
    .addOption(new Option('--split <name>', 'only this part'))
    .action(async (kind: string, root: string, flags: LabelsFlags) => {
      const { writeLabels } = await import('./dataset/write-labels.ts');
      await writeLabels(kind, root, { flags, context });
    });
}

function fakeCommand(context: CommandContext): Command {
  return new Command('fake')
    .summary('draw a small corpus in the layout of a real one')
    .description('Draws a small corpus of faces and voices in the exact layout of a real one, with everything unusual that the real one has. Faces and voices follow the labels, so that a system can be trained and scored on it. organisers/ says which clip has which quirk, and holds the labels of the test sets.')
    .addArgument(new Argument('<kind>', 'which corpus').choices(FAKE_KIND_NAMES))
    .argument('<dir>', 'folder to make; it has to be empty')
    .option('-n, --clips <number>', 'how many videos', toNumber('--clips'), 20)
    .option('-s, --seed <number>', 'the same seed gives the same corpus', toNumber('--seed'), 0)
    .option('--seconds <number>', 'length of a clip on average (default: 2 to 4, by corpus)', toNumber('--seconds'))
    .option('--edition <number>', 'edition of ABAW, 3 to 8, whose names Aff-Wild2 has', toNumber('--edition'), 6)
    .addOption(new Option('--test-labels <where>', 'labels of the test sets: with the organisers only, as placeholders, or published').choices(['hidden', 'placeholders', 'released']).default('hidden'))
    .addOption(new Option('--placeholders', 'the same as --test-labels placeholders').implies({ testLabels: 'placeholders' }))
    .option('--processed', 'MER 2023 as the tools of MERBench leave it: one folder, labels in label-6way.npz', false)
    .option('--from <files...>', 'take pictures and sound from these recordings in place of drawing; they do not follow the labels', [])
    .option('--no-media', 'no videos and no sound; crops in one colour')
    .option('--no-crops', 'with --no-media: no crops either')
    .option('--force', 'go on with a fake corpus of the same options, or replace one of others', false)
    .option('--json', 'print what was made as JSON', false)
    .option('-q, --quiet', 'show no progress', false)
    .action(async (kind: string, dir: string, flags: FakeFlags) => {
      const { fakeCorpus } = await import('./dataset/fake-corpus.ts');
      await fakeCorpus(kind, dir, { flags, context });
    });
}

function toNumber(flag: string): (text: string) => number {
  return (text) => {
    if (/^\d+(\.\d+)?$/.test(text)) return Number(text);
    throw new ConfigError(flag, [`"${text}" is no number`], undefined, 'Give a number.');
  };
}
