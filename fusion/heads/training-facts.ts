/** What a head may want to know of the items it is trained on. */
export interface TrainingFacts {
  /** Items of each class, in the order of the labels. */
  readonly classCounts?: readonly number[] | undefined;
}
