import { address } from '../../state/address.ts';
import './people.css';
import { PeopleFinder } from './people-finder.tsx';
import { personOf } from './person.ts';
import { PersonView } from './person-view.tsx';

/** Who came, and all that one of them did. */
export const PeoplePanel = () => {
  const person = personOf(address.value.own);
  return person ? <PersonView person={person} /> : <PeopleFinder />;
};
