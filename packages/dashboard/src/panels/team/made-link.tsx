import { CodeBlock } from '../../ui/code-block.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Moment } from '../../ui/moment.tsx';
import { teamWords } from './words.ts';

/** A link to hand over, as it was just made. */
export interface HandedLink {
  title: string;
  link: string;
  /** Epoch ms. */
  linkEndsAt: number;
}

/** Shows the link this once. */
export const MadeLink = ({ made: { title, link, linkEndsAt } }: { made: HandedLink }) => {
  const text = teamWords.value;
  return (
    <div class="team-link" role="status">
      <p>{text.once}</p>
      <CodeBlock label={title} code={link} />
      <p class="is-quiet">
        {text.until} <Moment at={linkEndsAt} />
      </p>
      <CopyButton text={link} label={text.copyLink} look="primary" />
    </div>
  );
};
