import { useSignal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useEffect } from 'preact/hooks';
import type { Panel } from '../panels/panel.ts';

const loaded = new Map<string, ComponentType>();

/** What is known of a panel's component: it, the reason it could not be fetched, or neither yet. */
export interface LoadedPanel {
  Component?: ComponentType;
  hasFailed: boolean;
  retry: () => void;
}

/** Fetches a panel's component once and keeps it. */
export const useLoaded = (panel: Panel): LoadedPanel => {
  const attempt = useSignal(0);
  const failedId = useSignal('');
  const settled = useSignal(0);

  useEffect(() => {
    if (loaded.has(panel.id)) return;
    let isCurrent = true;
    failedId.value = '';
    panel.load().then(
      (component) => {
        loaded.set(panel.id, component);
        if (isCurrent) settled.value += 1;
      },
      () => {
        if (isCurrent) failedId.value = panel.id;
      },
    );
    return () => {
      isCurrent = false;
    };
  }, [panel, attempt.value]);

  // Read, so that the arrival of a component draws it.
  settled.value;
  const Component = loaded.get(panel.id);
  return {
    ...(Component && { Component }),
    hasFailed: failedId.value === panel.id,
    retry: () => {
      attempt.value += 1;
    },
  };
};
