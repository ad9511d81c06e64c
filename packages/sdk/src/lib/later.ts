import type { Recorder } from '../recorder.ts';
import { guard } from './guard.ts';

let nextTask: Promise<void> | undefined;

/**
 * A recorder that starts in a task apart from the one in which the tag starts: both at once would hold up a slow phone for too
 * long. For recorders without methods, which nobody can call before. A message, because timers are held back and idle time
 * may never come; one for all of them, because a channel costs more than most recorders do.
 */
export const later =
  (recorder: Recorder): Recorder =>
  (emit, settings) => {
    nextTask ??= new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        port1.close();
        resolve();
      };
      port2.postMessage(0);
    });
    nextTask.then(() => guard(() => recorder(emit, settings)));
    return undefined;
  };
