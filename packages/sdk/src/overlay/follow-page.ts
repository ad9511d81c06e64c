/** Calls `draw` before each frame in which something may have moved, for as long as `isOpen`. Only whoever opened an overlay pays for it. */
export const followPage = (draw: () => void): (() => void) => {
  let frame = requestAnimationFrame(function again() {
    draw();
    frame = requestAnimationFrame(again);
  });
  return () => cancelAnimationFrame(frame);
};
