import type { PathsResult } from '@telltale/query';
import { describe, expect, it } from 'vitest';
import { cellsOf, type DemoDashboard, lastDays, numberFor, readers, visitorsText } from '../demo-dashboard.ts';

const words = {
  en: { nodes: 'Step by step', links: 'The ways from step to step', table: 'Table', direction: 'Show', other: 'Other' },
  ar: { nodes: 'خطوة خطوة', links: 'الطرق من خطوة إلى خطوة', table: 'الجدول', direction: 'اعرض', other: 'غير ذلك' },
} as const;

/** The panel of paths against the API. */
export const describePaths = (demo: () => DemoDashboard) =>
  describe('paths', () => {
    const asked = (change: object = {}) =>
      demo().ask<PathsResult>('paths', { range: lastDays, steps: 3, limit: 7, ...change });

    it.each(readers)("are drawn, told in words and in tables, with the API's figures ($language)", async (reader) => {
      const text = words[reader.language];
      const page = await demo().openPanel('paths', reader);
      const { nodes, links, total } = await asked();
      const drawn = page.getByRole('img', { name: new RegExp(numberFor(reader, total.visits)) });
      await drawn.waitFor();
      expect(await drawn.locator('.sankey-link').count()).toBe(links.length);

      const nameOf = ({ name }: { name: string | null }) => name ?? text.other;
      expect((await cellsOf(page, text.nodes)).map(([name, , paths, visitors]) => [name, paths, visitors])).toEqual(
        nodes.map((node) => [nameOf(node), numberFor(reader, node.visits), numberFor(reader, node.visitors)]),
      );
      await page.getByText(text.table, { exact: true }).click();
      expect((await cellsOf(page, text.links)).map(([from, to, , paths]) => [from, to, paths])).toEqual(
        links.map(({ source, target, visits }) => [
          nameOf(nodes[source] ?? { name: '' }),
          nameOf(nodes[target] ?? { name: '' }),
          numberFor(reader, visits),
        ]),
      );
      await page.close();
    });

    it('begin at a page that is pressed, or end there; a number says who they are', async () => {
      const page = await demo().openPanel('paths', readers[0]);
      const { nodes } = await asked();
      const path = nodes.find(({ step, name }) => step === 2 && name?.startsWith('/'))?.name ?? '';
      const anchor = { kind: 'page_view', filters: [{ property: 'path', operator: 'is', values: [path] }] };
      await page
        .getByRole('button', { name: `Show the paths of this page: ${path}`, exact: true })
        .first()
        .click();
      const after = await asked({ anchor: [anchor] });
      const drawn = (visits: number) =>
        page.getByRole('img', { name: new RegExp(`^${numberFor(readers[0], visits)} paths? of`) });
      await drawn(after.total.visits).waitFor();

      await page.getByRole('combobox', { name: 'Show', exact: true }).selectOption('what came before');
      const before = await asked({ anchor: [anchor], direction: 'before' });
      await drawn(before.total.visits).waitFor();
      const [end] = before.nodes;
      await page.getByRole('button', { name: `See who: ${end?.visitors} at ${path}`, exact: true }).click();
      const list = page.getByRole('dialog', { name: `${path} · End`, exact: true });
      await list.getByText(visitorsText(end?.visitors), { exact: true }).waitFor();
      await page.close();
    });
  });
