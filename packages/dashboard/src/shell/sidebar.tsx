import { language, words } from '../locales/index.ts';
import { panels } from '../panels/index.ts';
import { type Panel, panelGroups } from '../panels/panel.ts';
import { addressWith, go } from '../state/address.ts';
import type { Address } from '../state/address-text.ts';
import { signOut, sitesState } from '../state/session.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { isPlainClick } from '../ui/plain-click.ts';
import { currentPanel } from './current-panel.ts';
import { Mark } from './mark.tsx';
import { Preferences } from './preferences.tsx';
import { SiteSelect } from './site-select.tsx';

/** Filters come along only to panels that show and obey them. */
const whereOf = ({ id, controls }: Panel): Partial<Address> => ({
  panel: id,
  own: undefined,
  ...(!controls(undefined).includes('filters') && { filters: [], segment: '' }),
});

/** Who is signed in. */
const SignedIn = () => {
  const state = sitesState.value;
  if (state.status !== 'ready') return null;
  const { name, email } = state.person;
  return (
    <p class="signed-in">
      <bdi>{name || email}</bdi>
    </p>
  );
};

/** Brand, site, panels, language and appearance. `onLeave` is called when a panel was chosen. */
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
                  <a
                    class="nav-link"
                    href={addressWith(whereOf(panel))}
                    aria-current={panel === currentPanel.value ? 'page' : undefined}
                    onClick={(event) => {
                      if (!isPlainClick(event)) return;
                      event.preventDefault();
                      go(whereOf(panel));
                      onLeave();
                    }}
                  >
                    <Icon name={panel.icon} />
                    {panel.titles[language.value]}
                  </a>
                </li>
              ))}
          </ul>
        </div>
      ))}
    </nav>
    <Preferences />
    <SignedIn />
    <Button class="sign-out" look="quiet" icon="leave" isSmall onClick={signOut}>
      {words.value.signOut}
    </Button>
  </div>
);
