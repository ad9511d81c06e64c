import { formats } from '../../../locales/index.ts';
import type { ImportState } from './imports.ts';
import { transferWords } from './words.ts';

const figures = ['read', 'accepted', 'duplicate', 'rejected'] as const;

/** What became of a file's lines, and which were rejected. */
export const ImportFigures = ({ current, title }: { current: ImportState; title: string | undefined }) => {
  const text = transferWords.value;
  const { errors, rejected } = current;
  return (
    <div class="import-result">
      {title && (
        <h3>
          {title} <bdi class="is-quiet">{current.name}</bdi>
        </h3>
      )}
      <dl class="import-figures">
        {figures.map((figure) => (
          <div key={figure}>
            <dt>{text.figures[figure]}</dt>
            <dd>{formats.value.number(current[figure])}</dd>
          </div>
        ))}
      </dl>
      {errors.length > 0 && (
        <details class="rejected-lines">
          <summary>{text.rejected(rejected)}</summary>
          {rejected > errors.length && <p class="is-quiet">{text.listed(errors.length)}</p>}
          <ul>
            {errors.map(({ line, path, message }) => (
              <li key={line}>
                <span class="rejected-line">{text.line(line)}</span>
                <span dir="auto">
                  {path && <code>{path}</code>} {message}
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
};
