import { SafetensorsError } from '../safetensors/safetensors-error.ts';
import { createPickleStack } from './pickle-stack.ts';
import { PICKLE_STEPS } from './pickle-steps.ts';
import { isKind, type Item, type TorchTensor } from './torch-items.ts';

/** What training programs call the weights among other things that they save. */
const WRAPPERS = ['state_dict', 'model'];

/**
 * Returns the tensors by name in a pickle that `torch.save` wrote of a state dict, or of a dict of a training program that has one under `state_dict` or `model`. It is no program that is run:
 * tensors, dicts, lists, text and numbers are read, and nothing else is. What a training program saved beside the weights is stepped over.
 *
 * @throws SafetensorsError BAD_TORCH when there is anything else among the weights, or it cannot be read
 */
export function readTorchPickle(bytes: Uint8Array, path: string): ReadonlyMap<string, TorchTensor> {
  const state = WRAPPERS.reduce((whole, name) => (whole instanceof Map && whole.get(name) instanceof Map ? whole.get(name)! : whole), run(bytes, path));
  const foreign = [state, ...(state instanceof Map ? state.values() : [])].find((item) => isKind(item, 'global'));
  if (foreign !== undefined) throw new SafetensorsError('BAD_TORCH', { path, detail: `has a pickle that asks for ${foreign.name}, and only tensors by name are read` });
  if (!(state instanceof Map)) throw new SafetensorsError('BAD_TORCH', { path, detail: 'holds no tensors by name' });
  const tensors = new Map<string, TorchTensor>();
  for (const [name, value] of state) if (typeof name === 'string' && isKind(value, 'tensor')) tensors.set(name, value);
  return tensors;
}

function run(bytes: Uint8Array, path: string): Item {
  const stack = createPickleStack(bytes, path);
  for (;;) {
    const code = String.fromCharCode(bytes[stack.take(1)]!);
    if (code === '.') return stack.pop();
    const step = PICKLE_STEPS[code];
    if (step === undefined) throw new SafetensorsError('BAD_TORCH', { path, detail: `has a pickle with the instruction ${JSON.stringify(code)}, which torch.save does not use` });
    step(stack);
  }
}
