import { useAnswer } from '../../api/use-answer.ts';
import { useRecentEvents } from '../../api/use-recent-events.ts';
import { words } from '../../locales/index.ts';
import { kindName } from '../../state/names.ts';
import { site } from '../../state/site.ts';
import { Card } from '../../ui/card.tsx';
import { CodeBlock } from '../../ui/code-block.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { PanelLink } from '../../ui/panel-link.tsx';
import { DeliveryCard } from './delivery/delivery-card.tsx';
import { PublicKeys } from './public-keys.tsx';
import { RecordingCard } from './recording/recording-card.tsx';
import './setup.css';
import { SiteCard } from './site/site-card.tsx';
import { SiteKeys } from './site-keys.tsx';
import { TransferCards } from './transfer/transfer-cards.tsx';
import { setupWords } from './words.ts';

const examples = [
  ['feature', '<section data-tt-feature="size-guide">…</section>'],
  ['checkout', '<form data-tt-checkout="delivery">…</form>'],
  ['purchase', "telltale.purchase({ orderId: 'A-1001', value: { amount: '59.90', currency: 'EUR' } });"],
] as const;

/** Waits for the first event, and says what is wrong when events come but are refused. */
const FirstVisit = () => {
  const maySeeEvents = site.value?.scopes.includes('events:read');
  const { events } = useRecentEvents(maySeeEvents ? site.value?.id : undefined);
  const past = useAnswer('trend', {
    range: { last: 30, unit: 'day' },
    interval: 'month',
    series: [{ events: [{ kind: 'any' }], aggregation: 'count' }],
  });
  const text = setupWords.value;
  const arrived = events.find(({ verdict }) => verdict !== 'rejected');
  const refused = events.find(({ verdict }) => verdict === 'rejected');
  const pastCount = past.answered?.result.lines[0]?.total ?? 0;

  if (!arrived && !refused && !past.answered && (past.status === 'idle' || past.status === 'asking'))
    return (
      <div class="first-visit" role="status">
        <span class="first-visit-sign" aria-hidden="true" />
        <p class="is-quiet">{words.value.loading}</p>
      </div>
    );
  if (!arrived && pastCount === 0)
    return (
      <div class="first-visit" role="status">
        <span class="first-visit-sign" aria-hidden="true" />
        <div>
          <h3>{refused ? text.refused : text.waiting}</h3>
          {refused ? (
            <p>
              <bdi>{refused.message}</bdi> <code>{refused.code}</code>
            </p>
          ) : (
            <p class="is-quiet">{text.waitingHint}</p>
          )}
        </div>
      </div>
    );
  return (
    <div class="first-visit" role="status">
      <span class="first-visit-sign is-there" aria-hidden="true">
        <Icon name="check" />
      </span>
      <div>
        <h3>{text.works}</h3>
        <p>
          {pastCount > 0 && text.seen(pastCount)}{' '}
          {arrived && <bdi>{text.justNow(kindName(arrived.kind), `\u2068${arrived.page}\u2069`)}</bdi>}
        </p>
        <p class="first-visit-links">
          <PanelLink panel="overview">{text.toOverview}</PanelLink>
          <PanelLink panel="live">{text.toLive}</PanelLink>
        </p>
      </div>
    </div>
  );
};

/** The tag to paste, and the first visit when it comes. */
export const SetupPanel = () => {
  const text = setupWords.value;
  if (!site.value) return null;
  const { snippet, scopes } = site.value;
  return (
    <div class="stack setup">
      <Card title={text.tag} actions={<CopyButton text={snippet} label={text.copyTag} look="primary" />}>
        <p>{text.paste}</p>
        <CodeBlock label={`${text.tag}: HTML`} code={snippet} />
      </Card>
      <Card title={text.firstVisit}>
        <FirstVisit />
      </Card>
      {scopes.includes('events:read') && <DeliveryCard site={site.value} />}
      <RecordingCard site={site.value} />
      <Card title={text.attributes}>
        <p>{text.attributesLead}</p>
        <dl class="examples">
          {examples.map(([title, code]) => (
            <div key={title}>
              <dt>{text[title]}</dt>
              <dd>
                <CodeBlock label={text[title]} code={code} />
              </dd>
            </div>
          ))}
        </dl>
      </Card>
      {scopes.includes('keys:write') && (
        <Card title={text.keys}>
          <SiteKeys site={site.value} />
        </Card>
      )}
      <TransferCards site={site.value} />
      <SiteCard site={site.value}>{scopes.includes('keys:write') && <PublicKeys site={site.value} />}</SiteCard>
    </div>
  );
};
