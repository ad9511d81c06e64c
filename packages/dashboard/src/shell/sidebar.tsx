import { useEffect, useRef } from 'preact/hooks';
import { formats, language, words } from '../locales/index.ts';
import { panels } from '../panels/index.ts';
import { type Panel, panelGroups } from '../panels/panel.ts';
import { addressWith, go } from '../state/address.ts';
import { signOut, sitesState } from '../state/session.ts';
import { IconButton } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { isPlainClick } from '../ui/plain-click.ts';
import { currentPanel } from './current-panel.ts';
import { Mark } from './mark.tsx';
import { Preferences } from './preferences.tsx';
import { SiteSelect } from './site-select.tsx';
import { whereOf } from './where-of.ts';

interface PanelEntryProps {
  panel: Panel;
  title: string;
  /** What is read aloud and shown on hover, where the title is cut short. */
  label?: string;
  onLeave: () => void;
}

/**
 * Brings an entry into sight within the navigation. Not by `scrollIntoView`: from there on the Tab key would go on, past the link
 * that skips to the content.
 */
const bringIntoSight = (entry: HTMLElement): void => {
  const list = entry.closest('nav');
  if (!list) return;
  const { top, bottom } = entry.getBoundingClientRect();
  const frame = list.getBoundingClientRect();
  if (top < frame.top) list.scrollTop -= frame.top - top;
  if (bottom > frame.bottom) list.scrollTop += bottom - frame.bottom;
};

/** A panel's place in the navigation. */
const PanelEntry = ({ panel, title, label, onLeave }: PanelEntryProps) => {
  const ref = useRef<HTMLAnchorElement>(null);
  const isCurrent = panel === currentPanel.value;
  const notices = panel.notices?.value ?? 0;
  useEffect(() => {
    if (isCurrent && ref.current) bringIntoSight(ref.current);
  }, [isCurrent]);
  return (
    <a
      ref={ref}
      class="nav-link"
      href={addressWith(whereOf(panel))}
      aria-current={isCurrent ? 'page' : undefined}
      {...(label && { 'aria-label': label, title: label })}
      onClick={(event) => {
        if (!isPlainClick(event)) return;
        event.preventDefault();
        go(whereOf(panel));
        onLeave();
      }}
    >
      <Icon name={panel.icon} />
      <span>{title}</span>
      {notices > 0 && (
        <span class="nav-notices">
          <span aria-hidden="true">{formats.value.number(notices)}</span>
          <span class="visually-hidden">{words.value.notices(notices)}</span>
        </span>
      )}
    </a>
  );
};

/** Who is signed in, with the way to their account and out. */
const SignedIn = ({ onLeave }: { onLeave: () => void }) => {
  const state = sitesState.value;
  if (state.status !== 'ready') return null;
  const { name, email } = state.person;
  return (
    <div class="signed-in">
      {panels
        .filter(({ group }) => group === 'own')
        .map((panel) => (
          <PanelEntry
            key={panel.id}
            panel={panel}
            title={name || email || panel.titles[language.value]}
            label={words.value.ownPanel(panel.titles[language.value], `\u2068${name || email || ''}\u2069`)}
            onLeave={onLeave}
          />
        ))}
      <IconButton icon="leave" label={words.value.signOut} onClick={signOut} />
    </div>
  );
};

/** Brand, site, panels, language and appearance, who is signed in. `onLeave` is called when a panel was chosen. */
export const Sidebar = ({ onLeave }: { onLeave: () => void }) => (
  <div class="sidebar">
    <Mark />
    <SiteSelect />
    <nav aria-label={words.value.mainNavigation}>
      {panelGroups.map((group) => (
        <div class="nav-group" key={group}>
          <h2 class="nav-heading">{words.value.groups[group]}</h2>
          <ul>
            {panels
              .filter((panel) => panel.group === group)
              .map((panel) => (
                <li key={panel.id}>
                  <PanelEntry panel={panel} title={panel.titles[language.value]} onLeave={onLeave} />
                </li>
              ))}
          </ul>
        </div>
      ))}
    </nav>
    <Preferences hasShortcuts />
    <SignedIn onLeave={onLeave} />
  </div>
);
