/** Hands something to the reader as a file. */
export const downloadBlob = (fileName: string, blob: Blob): void => {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  document.body.append(link);
  link.click();
  link.remove();
  // The browser has begun reading the blob by the next task.
  setTimeout(() => URL.revokeObjectURL(url));
};

/** Hands a text to the reader as a file. */
export const download = (fileName: string, mediaType: string, text: string): void =>
  downloadBlob(fileName, new Blob([text], { type: mediaType }));
