/** How the learning rate changes. `step` counts from 0, `total` is the number of steps of the whole run. */
export type Schedule = (step: number, total: number) => number;

/** Returns 1 throughout. */
export const constant: Schedule = () => 1;

/** Returns a schedule that multiplies by `factor` every `every` steps. */
export function stepwise({ every, factor }: { readonly every: number; readonly factor: number }): Schedule {
  return (step) => factor ** Math.floor(step / every);
}

/** Returns half a cosine from 1 to `floor` (Loshchilov and Hutter, 2017) after a linear rise over the first `warmup` steps. */
export function cosine({ warmup = 0, floor = 0 }: { readonly warmup?: number; readonly floor?: number } = {}): Schedule {
  return (step, total) => {
    if (step < warmup) return (step + 1) / warmup;
    const share = Math.min(1, (step - warmup) / Math.max(1, total - warmup));
    return floor + ((1 - floor) * (1 + Math.cos(Math.PI * share))) / 2;
  };
}

/** Returns warm-up, stable, decay (Hu et al., 2024, MiniCPM): a linear rise, 1, and half a cosine to `floor` over the last `decay` steps. */
export function warmupStableDecay({ warmup, decay, floor = 0 }: { readonly warmup: number; readonly decay: number; readonly floor?: number }): Schedule {
  return (step, total) => {
    if (step < warmup) return (step + 1) / warmup;
    const share = Math.max(0, Math.min(1, (step - (total - decay)) / Math.max(1, decay)));
    return floor + ((1 - floor) * (1 + Math.cos(Math.PI * share))) / 2;
  };
}
