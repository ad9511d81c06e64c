import './code-block.css';

/** Code to read and copy; left to right in every language. Focusable, so that a keyboard can scroll it. */
export const CodeBlock = ({ label, code }: { label: string; code: string }) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region must be reachable by keyboard
  <section class="code-block" dir="ltr" tabIndex={0} aria-label={label}>
    <pre>
      <code>{code}</code>
    </pre>
  </section>
);
