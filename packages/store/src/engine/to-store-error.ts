import { StoreError, type StoreErrorCode } from '../store-error.ts';

/** ClickHouse's error codes (src/Common/ErrorCodes.cpp) by what the caller can do about them. */
const meanings: Readonly<Record<number, readonly [code: StoreErrorCode, isRetryable: boolean]>> = {
  // TIMEOUT_EXCEEDED, TOO_SLOW
  159: ['timeout', false],
  160: ['timeout', false],
  // MEMORY_LIMIT_EXCEEDED
  241: ['memory_limit', false],
  // TOO_DEEP_AST, TOO_BIG_AST, TOO_DEEP_RECURSION
  167: ['too_complex', false],
  168: ['too_complex', false],
  306: ['too_complex', false],
  // QUERY_WAS_CANCELLED, QUERY_WAS_CANCELLED_BY_CLIENT
  394: ['cancelled', false],
  735: ['cancelled', false],
  // TOO_MANY_PARTS, NOT_ENOUGH_SPACE, TABLE_IS_READ_ONLY, CANNOT_RESERVE
  252: ['full', true],
  243: ['full', true],
  242: ['full', true],
  // SOCKET_TIMEOUT, NETWORK_ERROR, TOO_MANY_SIMULTANEOUS_QUERIES, ALL_CONNECTION_TRIES_FAILED, KEEPER_EXCEPTION,
  // UNKNOWN_STATUS_OF_INSERT, ABORTED, NO_ZOOKEEPER,
  // UNSATISFIED_QUORUM, UNSATISFIED_QUORUM_FOR_PREVIOUS_WRITE
  209: ['unavailable', true],
  210: ['unavailable', true],
  202: ['unavailable', true],
  279: ['unavailable', true],
  999: ['unavailable', true],
  319: ['unavailable', true],
  236: ['unavailable', true],
  225: ['unavailable', true],
  285: ['unavailable', true],
  286: ['unavailable', true],
  // SYNTAX_ERROR, UNKNOWN_IDENTIFIER, UNKNOWN_TABLE, UNKNOWN_FUNCTION, UNKNOWN_QUERY_PARAMETER, BAD_QUERY_PARAMETER,
  // ILLEGAL_TYPE_OF_ARGUMENT, READONLY
  62: ['invalid_query', false],
  47: ['invalid_query', false],
  60: ['invalid_query', false],
  46: ['invalid_query', false],
  456: ['invalid_query', false],
  457: ['invalid_query', false],
  43: ['invalid_query', false],
  164: ['invalid_query', false],
  // AUTHENTICATION_FAILED, REQUIRED_PASSWORD, WRONG_PASSWORD, UNKNOWN_USER, ACCESS_DENIED
  516: ['denied', false],
  194: ['denied', false],
  193: ['denied', false],
  192: ['denied', false],
  497: ['denied', false],
};

const networkCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
]);

/** The engine's code: chDB calls it `clickhouseCode`; the HTTP client, and Node for the network, call it `code`. */
const codeOf = (error: unknown): string => {
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  if (!(error instanceof Error)) return '';
  if ('clickhouseCode' in error && error.clickhouseCode !== undefined) return String(error.clickhouseCode);
  return 'code' in error ? String(error.code) : '';
};

const isNetworkFailure = (code: string, said: string) =>
  networkCodes.has(code) || /socket hang up|Timeout error/i.test(said);

/** True when no server answered: another one may. */
export const isUnreachable = (error: unknown): boolean =>
  error instanceof StoreError
    ? isUnreachable(error.cause)
    : isNetworkFailure(codeOf(error), error instanceof Error ? error.message : '');

/** True when the engine says that there is no such database (UNKNOWN_DATABASE). */
export const saysNoSuchDatabase = (error: unknown): boolean => codeOf(error) === '81';

/** Turns whatever the engine or the network threw into a StoreError that says what was being done. */
export const toStoreError = (error: unknown, doing: string): StoreError => {
  if (error instanceof StoreError) return error;
  const said = error instanceof Error ? error.message : String(error);
  const code = codeOf(error);
  if (isNetworkFailure(code, said))
    return new StoreError(`ClickHouse cannot be reached while ${doing}: ${said || code}`, {
      code: 'unavailable',
      isRetryable: true,
      cause: error,
    });
  // A text that is too long is a SYNTAX_ERROR for the engine, which stopped reading in its middle.
  if (/max query size exceeded/i.test(said))
    return new StoreError(`ClickHouse failed while ${doing}: ${said}`, { code: 'too_complex', cause: error });
  const [meaning, isRetryable] = meanings[Number(code)] ?? (['failed', false] as const);
  return new StoreError(`ClickHouse failed while ${doing}: ${said}`, { code: meaning, isRetryable, cause: error });
};
