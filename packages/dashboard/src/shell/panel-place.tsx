import { useEffect, useRef } from 'preact/hooks';
import { language, words } from '../locales/index.ts';
import type { Panel } from '../panels/panel.ts';
import { address, addressWith } from '../state/address.ts';
import { isCatalogSettled } from '../state/catalog.ts';
import { Empty, Loading, Problem } from '../ui/states.tsx';
import { useLoaded } from '../ui/use-loaded.ts';
import { ComparisonControl } from './comparison-control.tsx';
import { currentPanel } from './current-panel.ts';
import { FilterBar } from './filter-bar.tsx';
import { RangeControl } from './range-control.tsx';

const OpenPanel = ({ panel }: { panel: Panel }) => {
  const { value: Component, hasFailed, retry } = useLoaded(panel.load);
  const heading = useRef<HTMLHeadingElement>(null);
  const shownId = useRef(panel.id);
  const controls = panel.controls(address.value.own);

  useEffect(() => {
    if (shownId.current === panel.id) return;
    shownId.current = panel.id;
    // A new panel is a new page to those who hear it: the focus starts at its title. The first one leaves it alone.
    heading.current?.focus();
    scrollTo(0, 0);
  }, [panel]);

  return (
    <>
      <div class="panel-head">
        <h1 ref={heading} tabIndex={-1}>
          {panel.titles[language.value]}
        </h1>
        {controls.includes('range') && (
          <div class="panel-controls">
            <RangeControl />
            {controls.includes('comparison') && <ComparisonControl />}
          </div>
        )}
        {controls.includes('filters') && <FilterBar />}
      </div>
      {hasFailed ? (
        <Problem message={words.value.noConnection} onRetry={retry} />
      ) : Component && isCatalogSettled.value ? (
        <Component key={panel.id} />
      ) : (
        <Loading />
      )}
    </>
  );
};

/** The panel that the address names, under its title and controls. */
export const PanelPlace = () => {
  const panel = currentPanel.value;
  if (panel) return <OpenPanel panel={panel} />;
  return (
    <Empty title={words.value.nothingHere}>
      <a href={addressWith({ panel: '' })}>{words.value.backToFirst}</a>
    </Empty>
  );
};
