import { z } from 'zod';
import { defineEventKind } from '../event-kind.ts';
import { nameDimension, textDimension } from '../property.ts';

/** The visitor opened a link to a file. `file` is its path; `extension` is in lower case, without the dot. */
export const fileDownload = defineEventKind({
  kind: 'file_download',
  title: 'File download',
  object: { property: 'file' },
  properties: z.strictObject({
    file: textDimension('File'),
    extension: nameDimension('File extension').optional(),
  }),
});
