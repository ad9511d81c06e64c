/** Naive answers to the questions, and answers as the engine sends them, for tests. No product code uses them. */
export { judgeUnit, type OracleEvent, type OracleFunnel, type OracleVerdict } from './questions/funnel/oracle.ts';
export { nativeBytes } from './sql/testing/native-bytes.ts';
