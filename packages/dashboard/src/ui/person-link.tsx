import { PanelLink } from './panel-link.tsx';

/** A visitor as a link to all that they did. */
export const PersonLink = ({ visitorId }: { visitorId: string }) => (
  <PanelLink panel="people" own={{ visitorId }} look="text">
    <bdi>{visitorId}</bdi>
  </PanelLink>
);
