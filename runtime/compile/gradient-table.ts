import { broadcastGradients } from './gradients/broadcast.ts';
import { flatGradients } from './gradients/flat.ts';
import { imageGradients } from './gradients/image.ts';
import { pickingGradients } from './gradients/picking.ts';
import { sequenceGradients } from './gradients/sequence.ts';
import type { GradConfig } from '@tensorflow/tfjs';

/** Gradients that take the place of tfjs's own while a function is traced: where tfjs has none, is wrong, or needs many nodes. */
export const GRADIENTS: readonly GradConfig[] = [...broadcastGradients, ...flatGradients, ...imageGradients, ...pickingGradients, ...sequenceGradients];
