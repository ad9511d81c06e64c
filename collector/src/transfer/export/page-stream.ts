/** A reader that takes nothing for this long is taken for gone: its place is another's. */
const STALLED_MS = 600_000;

/**
 * A stream of bytes that asks for the next page only when the one before was taken: a reader that is slow, or gone, makes nobody read on.
 * A page that fails breaks the stream off, so that what arrived is not taken for the whole; so does a reader that takes nothing for ten
 * minutes.
 */
export const pageStream = (
  pages: AsyncIterator<string, unknown>,
  onEnd: () => void,
): ReadableStream<Uint8Array<ArrayBuffer>> => {
  const encoder = new TextEncoder();
  let stalled: NodeJS.Timeout | undefined;

  const end = async () => {
    clearTimeout(stalled);
    onEnd();
    await pages.return?.();
  };

  return new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      start(controller) {
        const giveUp = () => {
          controller.error(new Error('The reader took nothing for ten minutes.'));
          void end();
        };
        stalled = setTimeout(giveUp, STALLED_MS).unref();
      },
      async pull(controller) {
        try {
          const { done, value } = await pages.next();
          stalled?.refresh();
          if (!done) return controller.enqueue(encoder.encode(value));
          controller.close();
        } catch (error) {
          controller.error(error);
        }
        await end();
      },
      cancel: end,
    },
    // Nothing is read ahead.
    { highWaterMark: 0 },
  );
};
