import { stat } from 'node:fs/promises';
import { ConfigError } from '../../configs/config-error.ts';
import { inputSignature } from '../../fusion/train/layout.ts';
import { ModelError } from '../../runtime/model-error.ts';
import { manifestLayout, type Manifest } from './data/manifest.ts';
import type { Port, Runtime, Session } from '../../runtime/runtime.ts';

const NEXT = 'Take head.onnx and manifest.json from the folder of one finished run.';

/**
 * Opens a trained head.
 *
 * @throws ConfigError when the file is missing or damaged, or of another run than the manifest
 */
export async function openHead(path: string, manifest: Manifest, runtime: Runtime): Promise<Session> {
  const session = await open(path, manifest.name, runtime);
  const faults = [...inputFaults(session.inputs, manifest), ...outputFaults(session.outputs, manifest)];
  if (faults.length === 0) return session;
  await session[Symbol.asyncDispose]();
  throw new ConfigError(path, [`does not go with the manifest.json beside it: ${faults.join(', ')}`], undefined, NEXT);
}

async function open(path: string, name: string, runtime: Runtime): Promise<Session> {
  try {
    return await runtime.open(path, { name });
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    const isThere = (await stat(path).catch(() => undefined)) !== undefined; // What cannot be looked at cannot be opened either
    throw new ConfigError(path, [isThere ? 'is damaged, or no ONNX file' : 'does not exist'], error, NEXT);
  }
}

function inputFaults(ports: readonly Port[], manifest: Manifest): string[] {
  const wanted = Object.entries(inputSignature(manifestLayout(manifest)));
  const strange = ports.filter(({ name }) => !wanted.some(([each]) => each === name)).map(({ name }) => `it takes "${name}"`);
  const others = wanted.flatMap(([name, { dims }]) => {
    const port = ports.find((each) => each.name === name);
    return port !== undefined && agree(port.dims, dims) ? [] : [port === undefined ? `it does not take "${name}"` : `it takes "${name}" of the shape [${port.dims.join(', ')}] and not [${dims.join(', ')}]`];
  });
  return [...strange, ...others];
}

function outputFaults(ports: readonly Port[], { classes, targets, output }: Manifest): string[] {
  const given = (name: string) => ports.find((port) => port.name === name);
  const rows = output === 'frame' ? 2 : 1;
  const dimensions = ['valence', 'arousal'].filter((name) => targets.includes(`target.${name}`));
  const expression = given('expression');
  const knows = classes.length === 0 || (expression?.dims.length === rows + 1 && expression.dims.at(-1) === classes.length);
  return [
    ...(knows ? [] : [`it does not tell ${classes.length} classes apart by ${output}`]),
    ...dimensions.filter((name) => given(name)?.dims.length !== rows).map((name) => `it does not give the ${name} by ${output}`),
  ];
}

/** Numbers must be the same; a named dimension may be any. */
function agree(has: Port['dims'], wanted: Port['dims']): boolean {
  return has.length === wanted.length && has.every((dim, axis) => typeof dim === 'string' || typeof wanted[axis] === 'string' || dim === wanted[axis]);
}
