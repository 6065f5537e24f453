// Reporting: figures over everybody's tables, read only, and the operator's view of jobs and the audit log.
// Owns no table.
export { homeFigures, listAudit, listDeadLetters, replayJob } from "./queries.ts";
