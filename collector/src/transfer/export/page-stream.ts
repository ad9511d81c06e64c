/**
 * A stream of bytes that asks for the next page only when the one before was taken: a reader that is slow, or gone, makes nobody read on.
 * A page that fails breaks the stream off, so that what arrived is not taken for the whole.
 */
export const pageStream = (
  pages: AsyncIterator<string, unknown>,
  onEnd: () => void,
): ReadableStream<Uint8Array<ArrayBuffer>> => {
  const encoder = new TextEncoder();
  return new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      async pull(controller) {
        try {
          const { done, value } = await pages.next();
          if (!done) return controller.enqueue(encoder.encode(value));
          controller.close();
        } catch (error) {
          controller.error(error);
        }
        onEnd();
      },
      async cancel() {
        onEnd();
        await pages.return?.();
      },
    },
    // Nothing is read ahead.
    { highWaterMark: 0 },
  );
};
