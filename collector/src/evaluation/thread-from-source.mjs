// Begins `thread.ts` where the sources are not built: in a thread, tsx is not told by `--import`.
import { register } from 'tsx/esm/api';

register();
await import('./thread.ts');
