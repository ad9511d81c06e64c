/** A refusal by the collector, or the lack of an answer, as the reader shall see it. */
export class ApiProblem extends Error {
  override name = 'ApiProblem';
  /** HTTP status; 0 when the collector could not be reached. */
  readonly status: number;
  readonly code: string;
  /** Where in the definition, such as `steps.0.kind`. */
  readonly path: string;
  /** What would have been accepted there. */
  readonly known: readonly string[];

  constructor(status: number, { code = '', path = '', message = '', known = [] as readonly string[] } = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.path = path;
    this.known = known;
  }
}

interface RefusalBody {
  error?: { code?: string; path?: string; message?: string; known?: readonly string[] };
}

interface ApiResponse<Body> {
  ok: boolean;
  status: number;
  json(): Promise<Body>;
}

/**
 * Waits until the collector did what it was asked.
 * @throws ApiProblem when the collector refused or could not be reached; the reason as it is when it was cancelled
 */
export const accepted = async <Body>(asked: Promise<ApiResponse<Body>>): Promise<ApiResponse<Body>> => {
  let response: ApiResponse<Body>;
  try {
    response = await asked;
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    throw new ApiProblem(0);
  }
  if (response.ok) return response;
  const body: unknown = await response.json().catch(() => ({}));
  throw new ApiProblem(response.status, (body as RefusalBody).error ?? {});
};

/** Reads an answer's JSON. @throws what `accepted` throws */
export const readJson = async <Body>(asked: Promise<ApiResponse<Body>>): Promise<Body> =>
  (await accepted(asked)).json();
