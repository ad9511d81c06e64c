import type { FormFieldFigures, FormFigures } from '@telltale/query';
import { formats } from '../../locales/index.ts';
import { goOwn, ownText } from '../../state/own.ts';
import { Card } from '../../ui/card.tsx';
import { CardFiles } from '../../ui/card-files.tsx';
import { numberColumn, rateColumn } from '../../ui/columns.tsx';
import { Select } from '../../ui/field.tsx';
import { Empty } from '../../ui/states.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import { formsWords } from './words.ts';

const fieldColumns = (): Column<FormFieldFigures>[] => {
  const text = formsWords.value;
  return [
    { heading: text.field, value: ({ field }) => field },
    numberColumn(text.touched, ({ touched }) => touched),
    numberColumn(text.fieldSubmitted, ({ submitted }) => submitted),
    numberColumn(text.lastTouched, ({ lastTouched }) => lastTouched),
    rateColumn(text.lastShare, ({ lastTouched, touched }) => (touched > 0 ? lastTouched / touched : null)),
    numberColumn(text.fieldTime, ({ medianFocusedMs }) => medianFocusedMs, formats.value.duration),
    numberColumn(text.refilled, ({ refilledIn }) => refilledIn),
    numberColumn(text.refused, ({ failedIn }) => failedIn),
    numberColumn(text.pasted, ({ pastedIn }) => pastedIn),
    numberColumn(text.autofilled, ({ autofilledIn }) => autofilledIn),
  ];
};

/** The fields of one form: how long they take, what is refused, after which people give up. Never what was typed. */
export const FormFields = ({ forms }: { forms: readonly FormFigures[] }) => {
  const text = formsWords.value;
  const [most] = [...forms].sort((one, other) => other.fields.length - one.fields.length);
  const chosen = forms.find(({ form }) => form === ownText('form')) ?? most;
  if (!chosen) return null;
  const columns = fieldColumns();
  return (
    <Card
      title={text.fields}
      actions={
        <>
          <Select
            label={text.form}
            isLabelHidden
            isSmall
            value={chosen.form}
            choices={forms.map(({ form }) => ({ value: form, label: form }))}
            onChange={(form) => goOwn({ form: form === most?.form ? '' : form })}
          />
          <CardFiles fileName="telltale-form-fields" columns={columns} rows={chosen.fields} about={chosen.form} />
        </>
      }
    >
      {chosen.fields.length === 0 ? (
        <Empty title={text.noFields} />
      ) : (
        <Table caption={text.fieldsOf(chosen.form)} columns={columns} rows={chosen.fields} />
      )}
    </Card>
  );
};
