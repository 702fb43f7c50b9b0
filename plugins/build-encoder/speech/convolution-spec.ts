import { EncoderBuildError } from '../encoder-build-error.ts';
import type { ConvolutionPlan } from './feature-convolutions.ts';

const LAYER = /\(\s*(\d+)\s*,\s*(\d+)\s*,\s*(\d+)\s*\)/g;
/** One list, and how often it is repeated. */
const TERM = /^\s*\[((?:\s*\(\s*\d+\s*,\s*\d+\s*,\s*\d+\s*\)\s*,?)+)\s*\](?:\s*\*\s*(\d+))?\s*$/;

/**
 * Returns the convolutions in a text as fairseq has it: `[(512, 10, 5)] + [(512, 3, 2)] * 4`, channels, samples under one value and steps of each. It is read, and not run as there.
 *
 * @throws EncoderBuildError NOT_SUPPORTED when it is anything else
 */
export function readConvolutionSpec(path: string, spec: string): Pick<ConvolutionPlan, 'channels' | 'kernels' | 'strides'> {
  const layers = spec.split('+').flatMap((term) => {
    const [, list, times = '1'] = TERM.exec(term) ?? [];
    if (list === undefined) throw new EncoderBuildError('NOT_SUPPORTED', { path, detail: `its config.yaml has the \`feature_encoder_spec\` "${spec}", which is no sum of lists of convolutions` });
    const once = [...list.matchAll(LAYER)].map((match) => match.slice(1, 4).map(Number));
    return Array.from({ length: Number(times) }, () => once).flat();
  });
  const [channels, kernels, strides] = [0, 1, 2].map((at) => layers.map((layer) => layer[at]!));
  return { channels: channels!, kernels: kernels!, strides: strides! };
}
