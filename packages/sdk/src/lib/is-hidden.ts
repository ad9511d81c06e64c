/** True while nobody can see the page: a background tab, or prerendered and not shown yet. */
export const isHidden = (): boolean => document.hidden;
