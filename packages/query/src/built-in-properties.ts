import type { CatalogProperty } from '@telltale/protocol';
import type { Operand } from './filter/operators.ts';
import { type Fragment, sql } from './sql/fragment.ts';

/** A property that every event has: from its envelope or from an enricher. */
export interface BuiltInProperty extends CatalogProperty {
  type: 'text' | 'number';
  /** Its value in SQL. */
  operand: Operand;
}

const text = (name: string, title: string, column: Fragment): BuiltInProperty => ({
  name,
  title,
  role: 'dimension',
  unit: 'none',
  type: 'text',
  isRequired: true,
  operand: { type: 'text', sql: column },
});

const lengthPx = (name: string, title: string, column: Fragment): BuiltInProperty => ({
  name,
  title,
  role: 'measure',
  unit: 'px',
  type: 'number',
  isRequired: true,
  // 0 is what is stored when the browser did not say.
  operand: { type: 'number', sql: sql`nullIf(${column}, 0)` },
});

/** Every property that every event has. A new column of the events is a line here. */
export const builtInProperties: readonly BuiltInProperty[] = [
  text('path', 'Page', sql`path`),
  text('hostname', 'Hostname', sql`hostname`),
  text('search', 'Query string', sql`search`),
  text('channel', 'Channel', sql`channel`),
  text('source', 'Source', sql`source`),
  text('referrerHost', 'Referrer', sql`referrer_host`),
  text('referrerPath', 'Referrer page', sql`referrer_path`),
  text('utmMedium', 'UTM medium', sql`utm_medium`),
  text('utmCampaign', 'UTM campaign', sql`utm_campaign`),
  text('utmTerm', 'UTM term', sql`utm_term`),
  text('utmContent', 'UTM content', sql`utm_content`),
  text('country', 'Country', sql`country`),
  text('region', 'Region', sql`region`),
  text('language', 'Language', sql`language`),
  text('browser', 'Browser', sql`browser`),
  text('browserVersion', 'Browser version', sql`browser_version`),
  text('os', 'Operating system', sql`os`),
  text('device', 'Device', sql`device`),
  lengthPx('viewportWidth', 'Viewport width', sql`viewport_width`),
  lengthPx('viewportHeight', 'Viewport height', sql`viewport_height`),
  text('customerId', 'Customer', sql`customer_id`),
  text('visitorId', 'Visitor', sql`leftPad(lower(hex(visitor_id)), 16, '0')`),
  text('sessionId', 'Session', sql`leftPad(lower(hex(session_id)), 16, '0')`),
  text('pageId', 'Page view', sql`leftPad(lower(hex(page_id)), 16, '0')`),
];
