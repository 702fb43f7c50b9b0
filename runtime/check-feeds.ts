import { ModelError } from './model-error.ts';
import type { Port } from './runtime.ts';
import type { Tensor } from './tensor.ts';

/**
 * Checks that `feeds` holds exactly the declared inputs, each with the declared type and shape and as many values as its
 * shape takes. A named dimension may have any size.
 *
 * @throws ModelError `BAD_INPUT` naming the input, what was given and what the graph wants
 */
export function checkFeeds(model: string, inputs: readonly Port[], feeds: Readonly<Record<string, Tensor>>): void {
  for (const port of inputs) {
    const detail = findFault(port, feeds[port.name]);
    if (detail !== undefined) throw new ModelError('BAD_INPUT', { model, detail: `input "${port.name}" ${detail}` });
  }
  const names = inputs.map((port) => port.name);
  const unknown = Object.keys(feeds).find((name) => !names.includes(name));
  if (unknown !== undefined) throw new ModelError('BAD_INPUT', { model, detail: `there is no input "${unknown}", only ${names.join(', ')}` });
}

function findFault({ type, dims }: Port, tensor: Tensor | undefined): string | undefined {
  if (tensor === undefined) return 'is missing';
  if (tensor.type !== type) return `is ${tensor.type}, the graph wants ${type}`;
  const fits = tensor.dims.length === dims.length && dims.every((dim, axis) => typeof dim === 'string' || dim === tensor.dims[axis]);
  if (!fits) return `has shape [${tensor.dims.join(', ')}], the graph wants [${dims.join(', ')}]`;
  const size = tensor.dims.reduce((product, dim) => product * dim, 1);
  if (tensor.data.length !== size) return `holds ${tensor.data.length} values, its shape [${tensor.dims.join(', ')}] takes ${size}`;
  return undefined;
}
