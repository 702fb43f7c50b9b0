import type { PruneReport } from '../../plugins/block-influence/prune-report.ts';
import { toTable } from '../commands/show/to-table.ts';

const NORMS = {
  pre: 'pre-norm: its blocks normalise what they read, and the stream is never normalised',
  post: 'post-norm: its stream is normalised behind each sum, so that influence is far from 0 and removal hurts sooner',
  mixed: 'partly pre-norm and partly post-norm',
  given: 'its states were named',
} as const satisfies Record<PruneReport['norm'], string>;

/** Returns what a pruning found and did, for people. */
export function pruningTable({ norm, blocks, order, removed, trials, likeness, runs, tokens, parameters, layers }: PruneReport): string {
  const head = ['LAYER', 'NAME', 'PARAMETERS', 'INFLUENCE', 'ANGULAR', 'MAGNITUDE', 'RANK', ''];
  const rows = blocks.map(({ layer, name, parameters: count, influence, angular, magnitude, needed }) => {
    const rank = order.indexOf(layer);
    return [String(layer), name, String(count), influence.toFixed(5), angular.toFixed(5), magnitude.toFixed(4), rank < 0 ? '–' : String(rank + 1), removed.includes(layer) ? 'removed' : needed === undefined ? '' : 'must stay'];
  });
  const stays = blocks.flatMap(({ layer, needed }) => (needed === undefined ? [] : [`layer ${layer} must stay: ${needed}`]));
  const steps = trials.length < 2 ? [] : trials.map((trial) => `without ${trial.removed.join(', ')}: cosine ${trial.likeness.mean.toFixed(5)}`);
  const share = parameters.before === 0 ? '' : `; ${(100 * (1 - parameters.after / parameters.before)).toFixed(1)} % of the blocks’ parameters`;
  const sum = likeness === undefined ? 'nothing was removed' : `removed ${removed.join(', ')} of ${blocks.length}${share}; cosine of the features to those of the whole ${likeness.mean.toFixed(5)} on average, ${likeness.least.toFixed(5)} at least; left of ${layers.original}: ${layers.kept.join(', ')}`;
  return [`${blocks.length} blocks, ${NORMS[norm]}`, `measured over ${tokens} tokens of ${runs} ${runs === 1 ? 'run' : 'runs'}`, '', toTable([head, ...rows]).trimEnd(), ...stays, ...steps, sum, ''].join('\n');
}
