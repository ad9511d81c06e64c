/** What experiments have to tell. */
export type TellExperiment = (
  kind: 'exposure' | 'variant_redirect' | 'variant_preview',
  about: { experiment: string; variant: string },
  at: number,
) => void;

/** The experiments of a page, whoever runs them: the script in its head, or the tag. */
export interface Experimenting {
  /** The visitor's variant, which is exposed: now, or when `element` is half visible. Undefined without one: show the control. */
  variant(experimentId: string, element?: Element): string | undefined;
  /** From now on `tell` hears what there is to tell, also what came before. */
  listen(tell: TellExperiment): void;
  /** Decides anew: consent has changed, or the visitor was forgotten. */
  renew(): void;
  /** Where the visitor came from before a redirect led here. */
  referrer: string | undefined;
  /** True when the page leads to another one. */
  isLeaving: boolean;
}

/** Where the script in the head leaves them for the tag. */
export type ExperimentWindow = { __telltaleExperiments?: Experimenting };
