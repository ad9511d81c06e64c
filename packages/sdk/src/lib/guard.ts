/** Runs the SDK's code so that no fault of it ever reaches the page. Answers `undefined` when it failed. */
export const guard = <Answer>(run: () => Answer): Answer | undefined => {
  try {
    return run();
  } catch {
    // Nothing is its answer.
  }
};
