import type { ButtonHTMLAttributes, ComponentChildren } from 'preact';
import './button.css';
import { Icon, type IconName } from './icon.tsx';

/** What a button looks like: the one main action, the one that nobody can take back, an ordinary one, one among many, one inside text. */
export type ButtonLook = 'primary' | 'danger' | 'plain' | 'quiet' | 'link';

interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'icon' | 'size'> {
  look?: ButtonLook;
  icon?: IconName;
  isSmall?: boolean;
  children: ComponentChildren;
}

/** A button with words. */
export const Button = ({ look = 'plain', icon, isSmall = false, children, ...rest }: ButtonProps) => (
  <button type="button" {...rest} class={`button button-${look}${isSmall ? ' button-small' : ''} ${rest.class ?? ''}`}>
    {icon && <Icon name={icon} />}
    {children}
  </button>
);

interface IconButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'icon' | 'label' | 'size'> {
  icon: IconName;
  /** What it does; read aloud and shown on hover. */
  label: string;
  look?: ButtonLook;
  isSmall?: boolean;
}

/** A button that shows only a picture; its name is the label. */
export const IconButton = ({ icon, label, look = 'quiet', isSmall = false, ...rest }: IconButtonProps) => (
  <button
    type="button"
    {...rest}
    class={`button button-icon-only button-${look}${isSmall ? ' button-small' : ''}`}
    aria-label={label}
    title={label}
  >
    <Icon name={icon} />
  </button>
);
