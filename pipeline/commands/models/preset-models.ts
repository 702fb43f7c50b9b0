import { PRESETS } from '../../../configs/presets.ts';
import { MODELS } from '../../../extractors/models/registry.ts';

/** Returns the models that a preset names; those it leaves to `auto` need no download. */
export function presetModels(name: keyof typeof PRESETS): string[] {
  return wordsIn(PRESETS[name].config).filter((word) => Object.hasOwn(MODELS, word));
}

function wordsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(wordsIn) : [];
}
