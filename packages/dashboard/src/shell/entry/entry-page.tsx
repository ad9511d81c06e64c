import type { ComponentChildren } from 'preact';
import './entry.css';
import { Failure } from '../../ui/failure.tsx';
import { Mark } from '../mark.tsx';
import { Preferences } from '../preferences.tsx';

interface EntryPageProps {
  title: string;
  /** What went wrong; empty when nothing did. */
  failure?: string;
  children?: ComponentChildren;
}

/** A page before the dashboard: the mark, what is to be done, language and appearance. */
export const EntryPage = ({ title, failure = '', children }: EntryPageProps) => (
  <main class="sign-in" id="content">
    <Mark />
    <h1>{title}</h1>
    <Failure text={failure} />
    {children}
    <Preferences />
  </main>
);
