import type { ComponentChildren } from 'preact';
import type { Site } from '../../../state/session.ts';
import { Card } from '../../../ui/card.tsx';
import { Facts } from '../../../ui/facts.tsx';
import { PanelLink } from '../../../ui/panel-link.tsx';
import { setupWords } from '../words.ts';
import { SiteForm } from './site-form.tsx';
import { siteWords } from './words.ts';

/** Where the tag is served from, read off the line that is pasted. */
const scriptNameIn = (snippet: string): string => /\/([\w-]+\.js)/.exec(snippet)?.[1] ?? 't.js';

/** The site itself: what it is called, where its days begin, whose pages count, how long events are kept. */
export const SiteCard = ({ site, children }: { site: Site; children?: ComponentChildren }) => {
  const text = siteWords.value;
  const { name, timeZone, domains, retentionDays, scopes, snippet } = site;
  return (
    <Card title={text.title}>
      <div class="stack">
        {scopes.includes('sites:write') ? (
          <SiteForm key={site.id} site={site} />
        ) : (
          <Facts
            facts={[
              [text.name, name],
              [text.timeZone, timeZone],
              [text.domains, domains.join(' ') || setupWords.value.anyDomain],
              [text.retention, text.retentionHint(retentionDays)],
            ]}
          />
        )}
        <section>
          <h3>{text.address}</h3>
          <p class="is-quiet">{text.addressLead(scriptNameIn(snippet))}</p>
        </section>
        {scopes.includes('events:read') && (
          <p>
            <PanelLink panel="diagnosis">{text.toDiagnosis}</PanelLink>
          </p>
        )}
        {children}
      </div>
    </Card>
  );
};
