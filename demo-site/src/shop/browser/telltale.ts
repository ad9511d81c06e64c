import type { Telltale } from '@telltale/sdk';

/** The methods that the shop calls by name: they work before the tag has loaded, because the queue keeps the calls. */
type Told = Pick<Telltale, 'track' | 'identify' | 'consent' | 'reset' | 'purchase'> & {
  'checkout.step': Telltale['checkout']['step'];
  'checkout.failure': Telltale['checkout']['failure'];
};

type Tell = (method: string, ...args: readonly unknown[]) => unknown;

declare global {
  interface Window {
    /** First the queue of `queue.ts`, then the tag. Calls by name work on both. */
    telltale?: Tell & Partial<Telltale> & { q?: unknown[][] };
  }
}

/** Calls the public tag. When it is blocked nothing happens, and the shop works all the same. */
export const tell = <Method extends keyof Told>(method: Method, ...args: Parameters<Told[Method]>): void => {
  window.telltale?.(method, ...args);
};

/**
 * Calls back with the variant to show as soon as the tag is there. While it is on its way, or when it is blocked, the
 * page shows the control.
 */
export const onVariant = (experiment: string, element: Element, act: (variant: string | undefined) => void): void => {
  const ask = () => act(window.telltale?.variant?.(experiment, element));
  if (window.telltale?.variant) ask();
  else document.querySelector('script[data-site]')?.addEventListener('load', ask);
};
