import { readDefinition } from '../read-definition.ts';
import { type ExportDefinition, exportDefinition } from './definition.ts';

export { type ExportDefinition, type ExportDefinitionInput, exportDefinition } from './definition.ts';
export {
  compileExportOverview,
  decodeExportOverview,
  type ExportedKind,
  type ExportOverview,
} from './overview.ts';
export { compileExportPage, type ExportCursor, exportCursor } from './page.ts';

/** Reads what someone asks to be exported. @throws QuestionError that names the culprit and what is known there */
export const readExportDefinition = (body: unknown): ExportDefinition => readDefinition(exportDefinition, body);
