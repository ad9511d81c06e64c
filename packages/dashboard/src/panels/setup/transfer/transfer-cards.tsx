import type { Site } from '../../../state/session.ts';
import { ExportCard } from './export-card.tsx';
import { ImportCard } from './import-card.tsx';
import './transfer.css';

/** Files of events: in and out. */
export const TransferCards = ({ site }: { site: Site }) => (
  <>
    <ImportCard site={site} />
    <ExportCard site={site} key={site.id} />
  </>
);
