import { useLayoutEffect, useRef } from 'preact/hooks';
import { Button, IconButton } from '../../../ui/button.tsx';
import { CheckedInput } from './checked-input.tsx';
import type { RecordingForm } from './recording-form.ts';
import { recordingWords } from './words.ts';

/** One cell of every row. */
interface Column {
  label: string;
  /** The last part of the cell's path, such as `selector`; empty where a row is one text. */
  name: string;
  isCode?: boolean;
  isNumber?: boolean;
}

interface RowsEditorProps {
  form: RecordingForm;
  /** The setting. */
  path: string;
  title: string;
  hint: string;
  /** What a row is called, by its number. */
  rowName: (number: string) => string;
  addLabel: string;
  columns: readonly Column[];
  rows: readonly (readonly string[])[];
  onChange: (rows: string[][]) => void;
  most: number;
}

const MAX_TEXT_LENGTH = 512;
const MAX_NAME_LENGTH = 120;

/** Rows of texts to add, change and remove; Enter begins the next row. */
export const RowsEditor = ({
  form,
  path,
  title,
  hint,
  rowName,
  addLabel,
  columns,
  rows,
  onChange,
  most,
}: RowsEditorProps) => {
  const text = recordingWords.value;
  const place = useRef<HTMLFieldSetElement>(null);
  // The control that shall have the focus once the rows stand in their new places.
  const nextFocus = useRef('');
  const all = rows.map((row) => [...row]);

  useLayoutEffect(() => {
    if (!nextFocus.current) return;
    place.current?.querySelector<HTMLElement>(nextFocus.current)?.focus();
    nextFocus.current = '';
  }, [rows.length]);

  const add = () => {
    if (rows.length >= most) return;
    nextFocus.current = `[data-row="${rows.length}"] input`;
    onChange([...all, columns.map(() => '')]);
  };
  const remove = (index: number) => {
    nextFocus.current =
      rows.length > 1 ? `[data-row="${Math.min(index, rows.length - 2)}"] button` : '[data-control="add"]';
    onChange(all.filter((_, at) => at !== index));
  };

  return (
    <fieldset class="rows" ref={place}>
      <legend class="field-label">{title}</legend>
      <p class="is-quiet">{hint}</p>
      {rows.length > 0 && (
        <ul class="rows-list" data-columns={columns.length}>
          {rows.map((row, index) => (
            // Rows are told apart by their place alone: two may be alike.
            <li key={index} data-row={index}>
              <fieldset class="rows-item">
                <legend class="visually-hidden">{rowName(String(index + 1))}</legend>
                {columns.map(({ label, name, isCode = false, isNumber = false }, at) => (
                  <div key={name} class="rows-cell">
                    <CheckedInput
                      form={form}
                      path={[path, index, name].filter((part) => part !== '').join('.')}
                      label={label}
                      type={isNumber ? 'number' : 'text'}
                      {...(isNumber ? { min: 1, max: 100 } : {})}
                      maxLength={isCode ? MAX_TEXT_LENGTH : MAX_NAME_LENGTH}
                      isCode={isCode}
                      value={row[at] ?? ''}
                      onEnter={() => {
                        if (row.some((cell) => cell.trim() !== '')) add();
                      }}
                      onChange={(value) =>
                        onChange(
                          all.map((other, rowAt) =>
                            rowAt === index
                              ? columns.map((_, cell) => (cell === at ? value : (other[cell] ?? '')))
                              : other,
                          ),
                        )
                      }
                    />
                  </div>
                ))}
                <IconButton
                  icon="close"
                  label={text.removeRow(row.find((cell) => cell !== '') ?? rowName(String(index + 1)))}
                  onClick={() => remove(index)}
                />
              </fieldset>
            </li>
          ))}
        </ul>
      )}
      <Button look="link" icon="plus" isSmall data-control="add" disabled={rows.length >= most} onClick={add}>
        {addLabel}
      </Button>
    </fieldset>
  );
};
