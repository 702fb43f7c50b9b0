import { activations } from './kernels/activation.ts';
import { arithmetic } from './kernels/arithmetic.ts';
import { comparison } from './kernels/comparison.ts';
import { convolutions } from './kernels/convolution.ts';
import { normalisation } from './kernels/normalisation.ts';
import { pooling } from './kernels/pooling.ts';
import { products } from './kernels/product.ts';
import { reductions } from './kernels/reduction.ts';
import { resizing } from './kernels/resizing.ts';
import { scans } from './kernels/scan.ts';
import { shapes } from './kernels/shape.ts';
import { slicing } from './kernels/slicing.ts';
import { unaryFunctions } from './kernels/unary.ts';
import type { KernelTable } from './kernel.ts';

/** Every tfjs kernel that can be compiled, by its tfjs name. */
export const KERNELS: KernelTable = {
  ...activations,
  ...arithmetic,
  ...comparison,
  ...convolutions,
  ...normalisation,
  ...pooling,
  ...products,
  ...reductions,
  ...resizing,
  ...scans,
  ...shapes,
  ...slicing,
  ...unaryFunctions,
};
