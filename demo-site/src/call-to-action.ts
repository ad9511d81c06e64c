/** An experiment on the button that puts a product into the cart, and the truth about it. */
export interface CallToAction {
  /** The experiment's id. */
  experiment: string;
  /**
   * By variant, how likely an average person puts a product into the cart when its page shows it. The answer to "which one wins?" must
   * find it again. Everybody sees one of them, as many each.
   */
  effects: Readonly<Record<string, number>>;
}
