/** A tensor of a file that `torch.save` wrote: where its values lie. */
export interface TorchTensor {
  readonly kind: 'tensor';
  /** Name of the file in the archive, below `data/`. */
  readonly storage: string;
  /** As in safetensors: `F32`; that of torch where it is no float. */
  readonly dtype: string;
  /** In values, from the start of the file. */
  readonly offset: number;
  readonly shape: readonly number[];
  readonly strides: readonly number[];
}

/** Values in a file, with their type. */
export interface Storage {
  readonly kind: 'storage';
  readonly name: string;
  readonly dtype: string;
}

/** A function or class that a pickle names, and what is not made with it. */
export interface Named {
  readonly kind: 'global';
  readonly name: string;
}

/** What may lie on the stack of a pickle. */
export type Item = null | boolean | number | string | Item[] | Map<Item, Item> | TorchTensor | Storage | Named;


/** Tells whether an item of a stack is of a kind. */
export function isKind<Kind extends 'tensor' | 'storage' | 'global'>(item: Item | undefined, kind: Kind): item is Extract<Item, { readonly kind: Kind }> {
  return typeof item === 'object' && item !== null && 'kind' in item && item.kind === kind;
}
