import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

interface CardProps {
  title: string;
  actions?: ComponentChildren;
  foot?: ComponentChildren;
  children: ComponentChildren;
}

/** A titled region of a panel. */
export const Card = ({ title, actions, foot, children }: CardProps) => {
  const id = useId();
  return (
    <section class="card" aria-labelledby={id}>
      <div class="card-head">
        <h2 id={id}>{title}</h2>
        {actions && <div class="card-actions">{actions}</div>}
      </div>
      <div class="card-body">{children}</div>
      {foot && <div class="card-foot">{foot}</div>}
    </section>
  );
};
