/** How a refusal travels: the kinds map one to one to HTTP statuses, codes to messages in `app/_messages`. */
export type ErrorKind =
  | "invalid" // 400: the input can never be right
  | "unauthenticated" // 401
  | "forbidden" // 403
  | "not_found" // 404: also what others may not see
  | "conflict" // 409: right, but not in this state
  | "unprocessable" // 422
  | "rate_limited" // 429
  | "unavailable"; // 503: try again later

export const httpStatus: Record<ErrorKind, number> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  unprocessable: 422,
  rate_limited: 429,
  unavailable: 503,
};

export type ErrorDetails = Record<string, string | number | boolean | null | readonly string[]>;

/**
 * A refusal that the caller can understand. `code` is stable and has a message in every language;
 * `details` carries the values of that message. Anything else thrown is a defect and answers 500.
 */
export class DomainError<Code extends string = string> extends Error {
  readonly code: Code;
  readonly kind: ErrorKind;
  readonly details: ErrorDetails;
  /** The state that a stale caller should have seen, as the reading procedure answers it. */
  fresh?: unknown;
  constructor(kind: ErrorKind, code: Code, details: ErrorDetails = {}) {
    super(code);
    this.name = "DomainError";
    this.kind = kind;
    this.code = code;
    this.details = details;
  }
}

/** The shape of every error on the wire. */
export type WireError = { code: string; details: ErrorDetails; requestId: string; fresh?: unknown };

/** Codes that any procedure may answer with. */
export const commonErrorCodes = [
  "bad_request",
  "sign_in_required",
  "forbidden",
  "not_found",
  "conflict",
  "too_many_requests",
  "unavailable",
  "idempotency_key_required",
  "idempotency_key_invalid",
  "idempotency_key_reused",
  "idempotency_in_progress",
  "idempotency_answer_lost",
  "internal",
] as const;
