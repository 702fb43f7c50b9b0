import type { Example, ExampleFeatures, ExampleSource, ExampleTargets } from '../../../fusion/train/example.ts';
import type { Layout } from '../../../fusion/train/layout.ts';
import type { ClipPlan, Span } from './clip-plan.ts';
import type { ReadClip } from './clip-reader.ts';
import { cutTrack } from './track.ts';

/** What turns clips into examples. */
export interface ExampleOptions {
  readonly read: ReadClip;
  readonly layout: Layout;
}

/** Returns the examples of clips, one after another, the windows of each in order. Features are read when an example is. */
export function toExampleSource(plans: readonly ClipPlan[], { read, layout }: ExampleOptions): ExampleSource {
  const items = plans.flatMap((plan) => plan.spans.map((span) => ({ plan, span })));
  return {
    size: items.length,
    read: async (index) => {
      const item = items[index];
      if (item === undefined) throw new RangeError(`example ${index}: there are ${items.length}`);
      return toExample(item.plan, item.span, { tracks: await read(item.plan), layout });
    },
  };
}

function toExample({ truth, timeline }: ClipPlan, span: Span, { tracks, layout }: { tracks: Awaited<ReturnType<ReadClip>>; layout: Layout }): Example {
  const features = Object.entries(tracks).flatMap(([name, track]) => {
    const cut = cutTrack(track, span, timeline);
    return cut === undefined ? [] : [[name, atMost(cut, layout.modalities[name]!)] as const];
  });
  const group = truth.speaker ?? truth.video;
  const isFrames = layout.frames !== null;
  return {
    clip: truth.clip,
    ...(group !== undefined && { group }),
    ...(isFrames && { start: span.start }),
    features: Object.fromEntries(features),
    targets: isFrames ? sliceTargets(truth.targets, span) : truth.targets,
  };
}

/** In prediction a row more than in training may fall into a window: it is left out. */
function atMost({ values, valid }: ExampleFeatures, { dimensions, length }: Layout['modalities'][string]): ExampleFeatures {
  const rows = length ?? 1;
  const fits = values.length <= rows * dimensions;
  return { values: fits ? values : values.subarray(0, rows * dimensions), ...(valid && { valid: fits ? valid : valid.subarray(0, rows) }) };
}

function sliceTargets({ expression, valence, arousal }: ExampleTargets, { start, end }: Span): ExampleTargets {
  return {
    ...(expression && { expression: expression.subarray(start, end) }),
    ...(valence && { valence: valence.subarray(start, end) }),
    ...(arousal && { arousal: arousal.subarray(start, end) }),
  };
}
