import type { TrainingData } from '../training-data.ts';

/** Returns what a user wants to know before hours are spent, a line each: clips, modalities, labels, folds, warnings. */
export function describeTrainingData({ summary, layout, folds, output, warnings, alignment }: TrainingData): string[] {
  const modalities = Object.entries(summary.modalities).map(([name, { dimensions, present, zeroRows, shortest, longest }]) => {
    const length = layout.modalities[name]?.length ?? null;
    const rows = length === null ? 'one vector a clip' : `${shortest === longest ? longest : `${shortest} to ${longest}`} rows a clip, at most ${length} in an example`;
    return `${name}: ${dimensions} dimensions, ${present} of ${summary.clips} clips, ${rows}${zeroRows > 0 ? `, ${zeroRows} rows of zeros` : ''}`;
  });
  const classes = Object.entries(summary.classes).map(([name, count]) => `${name} ${count}`);
  return [
    `${summary.clips} clips${summary.groups > 0 ? ` of ${summary.groups} speakers or videos` : ''}, one prediction a ${output}`,
    ...modalities,
    ...(alignment ? [`learned alignment onto ${alignment.onto}: ${Object.entries(alignment.rates).map(([name, rate]) => `${name} ${Number(rate.toPrecision(4))} Hz`).join(', ')}`] : []),
    ...(classes.length > 0 ? [`classes: ${classes.join(', ')}`] : []),
    ...Object.entries(summary.ranges).map(([name, [least, most]]) => `${name}: ${Number(least.toPrecision(4))} to ${Number(most.toPrecision(4))}`),
    ...describePartial(folds),
    ...folds.map(({ name, train, val, test }) => `${name}: ${train.size} examples to train on, ${val.size} to validate on${test.size > 0 ? `, ${test.size} to test on` : ''}`),
    ...warnings.map((warning) => `warning: ${warning}`),
  ];
}

function describePartial([first]: TrainingData['folds']): string[] {
  if (first?.partial === undefined) return [];
  const { candidates: { classes, sets, pinned }, quality, noise } = first.partial;
  const rows = Array.from({ length: sets.length / classes }, (_, row) => row).filter((row) => pinned?.[row] !== 1);
  const size = rows.reduce((sum, row) => sum + sets.subarray(row * classes, (row + 1) * classes).reduce((all, flag) => all + flag, 0), 0) / rows.length;
  const judged = quality === undefined ? 'not measured' : `q ${quality.ambiguity.toFixed(3)}, η ${quality.noise.toFixed(3)} on ${quality.clips} labelled clips`;
  return [`candidates (${first.name}): ${rows.length} examples with ${size.toFixed(2)} each, ${sets.length / classes - rows.length} with a known label; ${judged}; η for training ${Number(noise.toFixed(3))}`];
}
