import type { ComponentChildren } from 'preact';
import { words } from '../locales/index.ts';
import './states.css';
import { Button } from './button.tsx';
import { Icon, type IconName } from './icon.tsx';

interface EmptyProps {
  title: string;
  icon?: IconName;
  /** What to do next. */
  children?: ComponentChildren;
}

/** Nothing to show, and what to do about it. */
export const Empty = ({ title, icon, children }: EmptyProps) => (
  <div class="state">
    {icon && <Icon name={icon} />}
    <p class="state-title">{title}</p>
    {children}
  </div>
);

/** A question is being answered and nothing can be shown yet. */
export const Loading = ({ onCancel }: { onCancel?: (() => void) | undefined }) => (
  <div class="state" role="status">
    <div class="progress" />
    <span>{words.value.loading}</span>
    {onCancel && (
      <Button look="quiet" isSmall onClick={onCancel}>
        {words.value.cancel}
      </Button>
    )}
  </div>
);

interface ProblemProps {
  /** What went wrong, in the server's words. */
  message: string;
  onRetry?: (() => void) | undefined;
  children?: ComponentChildren;
}

/** A question could not be answered: why, and the way out. */
export const Problem = ({ message, onRetry, children }: ProblemProps) => (
  <div class="state state-error" role="alert">
    <Icon name="alert" />
    <p class="state-title">{words.value.problemTitle}</p>
    <p>
      <bdi>{message}</bdi>
    </p>
    {children}
    {onRetry && <Button onClick={onRetry}>{words.value.tryAgain}</Button>}
  </div>
);
