import { PanelLink } from './panel-link.tsx';

/** A visitor or a customer as a link to all that they did. */
export const PersonLink = (person: { visitorId: string } | { customerId: string }) => (
  <PanelLink panel="people" own={person} look="text">
    <bdi>{'visitorId' in person ? person.visitorId : person.customerId}</bdi>
  </PanelLink>
);
