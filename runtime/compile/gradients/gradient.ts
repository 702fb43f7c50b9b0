import type { GradConfig, NamedAttrMap, Tensor } from '@tensorflow/tfjs';

/** How a gradient is made: from that of the result, what was kept of inputs and results, and the attributes. */
type MakeGradient<Saved extends readonly (Tensor | undefined)[], Attributes> = (dy: Tensor, saved: Saved, attributes: Attributes) => Readonly<Record<string, () => Tensor>>;

/** Returns `make` as tfjs wants it; tfjs gives each gradient what `keep` names, inputs first, as `saved`. */
export function gradient<Saved extends readonly (Tensor | undefined)[] = [], Attributes = object>(
  kernelName: string,
  keep: { readonly inputs?: string[] | 'all'; readonly outputs?: boolean[] },
  make: MakeGradient<Saved, Attributes>,
): GradConfig {
  return {
    kernelName,
    ...(keep.inputs === 'all' ? { saveAllInputs: true } : keep.inputs === undefined ? {} : { inputsToSave: keep.inputs }),
    ...(keep.outputs === undefined ? {} : { outputsToSave: keep.outputs }),
    // tfjs gives one tensor, or a list where a kernel has several results: those take the first of them
    gradFunc: (dy, saved, attributes: NamedAttrMap) => make([dy].flat()[0]!, saved as unknown as Saved, attributes as unknown as Attributes),
  };
}
