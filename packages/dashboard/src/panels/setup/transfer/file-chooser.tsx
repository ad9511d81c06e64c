import { useId } from 'preact/hooks';

interface FileChooserProps {
  label: string;
  /** Endings of file names that are offered first. */
  accept: string;
  onChoose: (file: File) => void;
}

/** A button that lets the reader choose one file: the browser's own field, which every keyboard and screen reader knows. */
export const FileChooser = ({ label, accept, onChoose }: FileChooserProps) => {
  const id = useId();
  return (
    <div class="file-chooser">
      <input
        id={id}
        type="file"
        class="visually-hidden"
        accept={accept}
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          if (file) onChoose(file);
          // The same file chosen again must be a choice too.
          event.currentTarget.value = '';
        }}
      />
      <label class="button button-plain" for={id}>
        {label}
      </label>
    </div>
  );
};
