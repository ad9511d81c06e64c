/** What a refusal says beside its message. */
export interface RefusalOptions {
  /** Where in what was sent, such as `steps.0.kind`; empty when it is about the whole. */
  path?: string;
  /** What would have been accepted in that place. */
  known?: readonly string[];
  /** Seconds after which trying again makes sense; sent as `Retry-After`. */
  retryAfterS?: number;
  cause?: unknown;
}

/** The statuses with which a request is refused. */
export type RefusalStatus = 400 | 401 | 403 | 404 | 405 | 409 | 413 | 415 | 429 | 500 | 503;

/** What a refused request is answered with. */
export interface RefusalBody {
  error: { code: string; path: string; message: string; known?: readonly string[] };
}

/** A request that is not served, with the reason as its sender shall read it. */
export class Refusal extends Error {
  override name = 'Refusal';
  readonly status: RefusalStatus;
  /** A stable word to program against. */
  readonly code: string;
  readonly path: string;
  readonly known: readonly string[] | undefined;
  readonly retryAfterS: number | undefined;

  constructor(status: RefusalStatus, code: string, message: string, options: RefusalOptions = {}) {
    super(message, { cause: options.cause });
    this.status = status;
    this.code = code;
    this.path = options.path ?? '';
    this.known = options.known;
    this.retryAfterS = options.retryAfterS;
  }

  /** The answer's body. */
  get body(): RefusalBody {
    const { code, path, message, known } = this;
    return { error: { code, path, message, ...(known && { known }) } };
  }
}
