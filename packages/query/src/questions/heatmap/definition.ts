import { z } from 'zod';
import { partsSchema } from '../../broken-down.ts';
import { filterSchema } from '../../filter/definition.ts';
import { peoplePageShape } from '../../people.ts';
import { comparisonSchema } from '../../time/comparison.ts';
import { rangeSchema } from '../../time/range.ts';

const gridSchema = z
  .union([
    z.strictObject({
      unit: z.literal('px'),
      cellPx: z.int().min(4).max(1000).default(20).describe('Width and height of a cell in CSS pixels of the page.'),
    }),
    z.strictObject({
      unit: z.literal('share'),
      columns: z.int().min(1).max(200).default(50).describe("Cells side by side over the viewport's width."),
      rowPx: z.int().min(4).max(1000).default(20).describe('Height of a cell in CSS pixels of the page.'),
    }),
  ])
  .meta({ id: 'HeatmapGrid', description: 'How the page is cut into cells, from its upper left corner.' });

const boundsSchema = z
  .int()
  .min(1)
  .max(20_000)
  .array()
  .max(11)
  .refine((bounds) => bounds.every((bound, index) => index === 0 || bound > (bounds[index - 1] ?? 0)), 'rising widths')
  .default([480, 768, 1024, 1440])
  .describe('Viewport widths in CSS pixels at which a grid of its own begins; the first grid begins at 0.');

/** What a heatmap asks: where on a page visitors click, how long they stay and how far down they come. */
export const heatmapDefinition = z
  .strictObject({
    range: rangeSchema,
    page: z.string().min(1).max(2048).describe('The path of the page, such as "/pricing".'),
    layers: z
      .enum(['elements', 'grid', 'engagement'])
      .array()
      .min(1)
      .max(3)
      .default(['elements', 'grid', 'engagement'])
      .describe('What is told beside the totals; what is not needed is not read.'),
    filters: filterSchema
      .array()
      .max(50)
      .default([])
      .describe(
        'Clicks, page views and engagement must pass them: a device or a viewportWidth by property; a segment by { visitor }; a variant by the exposure to it, anywhere in the { session } or ever by the { visitor: { did } }.',
      ),
    elements: z
      .strictObject({
        limit: z.int().min(1).max(500).default(100).describe('So many of the most clicked elements.'),
        cells: z
          .int()
          .min(1)
          .max(50)
          .default(10)
          .describe('Cells along each side of an element, for the position in it.'),
      })
      .default({ limit: 100, cells: 10 }),
    grid: gridSchema.default({ unit: 'px', cellPx: 20 }),
    viewportBounds: boundsSchema,
    maxCells: z.int().min(1).max(20_000).default(3000).describe('So many of the most clicked cells of each grid.'),
    breakdown: partsSchema.optional().describe('Tells all of it for each value of a dimension, too.'),
    comparison: comparisonSchema
      .optional()
      .describe('A second range; the same elements are asked of it, and grids and engagement of its own.'),
    people: z
      .strictObject({
        anchor: z.string().min(1).max(600).optional().describe('Only who clicked this element.'),
        reaction: z.enum(['rage', 'dead', 'error']).optional().describe('Only who had such a click.'),
        ...peoplePageShape,
      })
      .optional()
      .describe('Lists the visitors who clicked.'),
  })
  .meta({ description: 'Where on a page visitors click, how long they stay, and how far down they come.' });

/** What a heatmap asks, defaults filled in. */
export type HeatmapDefinition = z.output<typeof heatmapDefinition>;
/** What a heatmap asks, as it may be written. */
export type HeatmapDefinitionInput = z.input<typeof heatmapDefinition>;
