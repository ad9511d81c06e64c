/** Naive answers to the questions, for tests that compare. No product code uses them. */
export { judgeUnit, type OracleEvent, type OracleFunnel, type OracleVerdict } from './questions/funnel/oracle.ts';
