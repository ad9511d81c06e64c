import { definitionError } from '../definition-error.ts';
import { isDeep } from '../is-deep.ts';
import { QuestionError } from '../question.ts';
import { type ExportDefinition, exportDefinition } from './definition.ts';

export { type ExportDefinition, type ExportDefinitionInput, exportDefinition } from './definition.ts';
export {
  compileExportOverview,
  decodeExportOverview,
  type ExportedKind,
  type ExportOverview,
} from './overview.ts';
export { compileExportPage, type ExportCursor, exportCursor } from './page.ts';

/** As of a question's definition. */
const MAX_LEVELS = 100;

/** Reads what someone asks to be exported. @throws QuestionError that names the culprit and what is known there */
export const readExportDefinition = (body: unknown): ExportDefinition => {
  if (isDeep(body, MAX_LEVELS))
    throw new QuestionError(
      'too_deep',
      '',
      `The definition lies more than ${MAX_LEVELS} levels deep: flatten its filters.`,
    );
  const parsed = exportDefinition.safeParse(body);
  if (!parsed.success) throw definitionError(parsed.error, body);
  return parsed.data;
};
