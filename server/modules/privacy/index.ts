// Privacy: who asked for a copy of their data or to be forgotten, when, and what came of it. Owns data_request. What is
// personal, where it lies and what becomes of it stands in server/flows/privacy/register.ts. No locks.
export * from "./requests.ts";
