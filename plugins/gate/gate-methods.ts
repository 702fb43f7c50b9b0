import type { GateMethod } from './gate-method.ts';
import { cosine } from './methods/cosine.ts';
import { dice } from './methods/dice.ts';
import { LOGIT_METHODS } from './methods/logit-methods.ts';
import { mahalanobis } from './methods/mahalanobis.ts';
import { nearestNeighbours } from './methods/nearest-neighbours.ts';
import { RECTIFIED_METHODS } from './methods/rectified-methods.ts';
import { vraPlusPlus } from './methods/vra-plus-plus.ts';

/** All methods by name, the simplest first. */
export const GATE_METHODS: Readonly<Record<string, GateMethod>> = Object.fromEntries([...LOGIT_METHODS, ...RECTIFIED_METHODS, vraPlusPlus, dice, cosine, mahalanobis, nearestNeighbours].map((method) => [method.name, method]));
