import { PICTURES_PER_SECOND } from './draw-pictures.ts';
import type { FakePlan } from './fake-plan.ts';
import type { FakeRecord } from './prepare-folder.ts';

/** Returns the text that lies beside a fake corpus: that it is one, which command made it, and what is unusual where. */
export function describeFake(record: FakeRecord, { clips }: FakePlan): string {
  const { from, media } = record.options as { readonly from: readonly string[]; readonly media: string };
  return `This corpus is fake. Nobody is shown and nothing real is said: it has the layout of ${record.kind}, for trying programs before the real one is there.

Made by
  ${toCommand(record)}

${describeMedia(from, media)}
Clips: ${clips.length}. The labels of test sets are in this folder, organisers, which the real corpus does not have.

Quirks, each of which the real corpus has too (also in quirks.json):
${record.quirks.filter(({ quirk }) => quirk !== 'rate').map(({ quirk, where, what }) => `  ${quirk.padEnd(24)} ${where}\n${' '.repeat(27)}${what}`).join('\n')}
`;
}

function describeMedia(from: readonly string[], media: string): string {
  if (media === 'none') return 'It has labels and lists only.';
  if (media === 'crops') return 'It has labels, lists and pictures of faces in one colour; no videos and no sound.';
  if (from.length > 0) return `Pictures and sound are from ${from.join(', ')}: they do not follow the labels, and the crops are cut where a face would be drawn.`;
  return `Faces are drawn (${PICTURES_PER_SECOND} pictures a second, repeated up to the rate of the video) and voices synthesised; both follow the labels.`;
}

function toCommand({ kind, options }: FakeRecord): string {
  const { clips, seed, seconds, edition, testLabels, processed, media, from } = options as Readonly<Record<string, string | number | boolean | undefined>> & { readonly from: readonly string[] };
  const flags = [
    `--clips ${clips} --seed ${seed}`,
    seconds === undefined ? '' : `--seconds ${seconds}`,
    kind === 'aff-wild2' ? `--edition ${edition}` : '',
    testLabels === 'hidden' ? '' : `--test-labels ${testLabels}`,
    processed === true ? '--processed' : '',
    media === 'crops' ? '--no-media' : media === 'none' ? '--no-media --no-crops' : '',
    from.length > 0 ? `--from ${from.map((file) => JSON.stringify(file)).join(' ')}` : '',
  ];
  return ['affekt dataset fake', kind, 'DIR', ...flags].filter((part) => part !== '').join(' ');
}
