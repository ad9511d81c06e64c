import type { Recorder } from '../recorder.ts';
import { guard } from './guard.ts';

/**
 * A recorder that starts in a task of its own: all of them at once would hold up a slow phone for too long. For recorders
 * without methods, which nobody can call before. A message, because timers are held back and idle time may never come.
 */
export const later =
  (recorder: Recorder): Recorder =>
  (emit, settings) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      guard(() => recorder(emit, settings));
    };
    port2.postMessage(0);
    return undefined;
  };
