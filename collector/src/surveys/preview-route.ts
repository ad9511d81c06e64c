import path from 'node:path';
import { Hono } from 'hono';
import { collectorFolder } from '../lib/collector-folder.ts';
import { sendContent } from '../serve/content.ts';
import { pageHeaders } from '../serve/page-headers.ts';
import { createStaticFolder } from '../serve/static-folder.ts';

/** Where the page lies that shows a survey in the dashboard. */
export const PREVIEW_PATH = '/survey-preview';

interface PreviewOptions {
  /** File name of the tag, such as `t.js`: its widget lies beside it. */
  scriptName: string;
  isSecure: boolean;
}

/** The page that the dashboard frames to show a survey as visitors will see it. Only this collector's own pages may frame it. */
export const previewRoute = ({ scriptName, isSecure }: PreviewOptions) => {
  const widget = `/${scriptName.slice(0, -'.js'.length)}-survey.js`;
  const folder = createStaticFolder(path.join(collectorFolder, 'src/surveys/preview'), (page) =>
    page.replace('__TELLTALE_WIDGET__', widget),
  );
  return (
    new Hono()
      // Of this page alone: it is mounted before the others, whose framing stays refused.
      .use(`${PREVIEW_PATH}/*`, pageHeaders(isSecure, { isFramedByOwn: true }))
      .get(`${PREVIEW_PATH}/:file?`, async (c) => {
        const content = await folder.find(c.req.param('file') ?? 'index.html');
        return content ? sendContent(c, content, 'no-cache') : c.notFound();
      })
  );
};
