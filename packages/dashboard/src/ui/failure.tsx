import './failure.css';

/** What went wrong with the last act of a form, said at once; nothing while nothing did. */
export const Failure = ({ text }: { text: string }) =>
  text ? (
    <p class="failure" role="alert">
      {text}
    </p>
  ) : null;
