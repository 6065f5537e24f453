import type Stripe from "stripe";

export type ErrorBody = {
  error: {
    type: Stripe.RawErrorType;
    message: string;
    code?: string;
    param?: string;
    decline_code?: string;
    doc_url?: string;
  };
};

/** A refusal in Stripe's shape. */
export class WireError extends Error {
  readonly status: number;
  readonly body: ErrorBody;
  constructor(status: number, error: ErrorBody["error"]) {
    super(error.message);
    this.name = "WireError";
    this.status = status;
    this.body = {
      error: error.code ? { ...error, doc_url: `https://stripe.com/docs/error-codes/${error.code}` } : error,
    };
  }
}

export const invalidRequest = (message: string, more: { code?: string; param?: string } = {}): WireError =>
  new WireError(400, { type: "invalid_request_error", message, ...more });

export const missing = (what: string, id: string, param = "id"): WireError =>
  new WireError(404, {
    type: "invalid_request_error",
    code: "resource_missing",
    message: `No such ${what}: '${id}'`,
    param,
  });

export const unauthorised = (message: string): WireError =>
  new WireError(401, { type: "invalid_request_error", message });

export const idempotencyMismatch = (key: string): WireError =>
  new WireError(400, {
    type: "idempotency_error",
    message:
      "Keys for idempotent requests can only be used with the same parameters they were first used with. " +
      `Try using a key other than '${key}' if you meant to execute a different request.`,
  });
