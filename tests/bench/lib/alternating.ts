/** The items in this order in even rounds and backwards in odd ones, so that none always comes first. */
export const alternating = <Item>(items: readonly Item[], round: number): readonly Item[] =>
  round % 2 ? items.toReversed() : items;
