/**
 * The sandbox's memory: a few tables of Stripe objects, kept in a journal file so that a restart loses nothing.
 * One change is one line appended in one write, so it is either there as a whole or not at all; opening compacts the
 * journal into a new file that replaces the old one by rename.
 */
import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type Stripe from "stripe";
import type { SandboxEvent } from "./event-types.ts";

/** A session with what Stripe keeps beside it. */
export type SessionRecord = {
  session: Stripe.Checkout.Session;
  lineItems: Stripe.LineItem[];
  products: Stripe.Product[];
  intentData: {
    description: string | null;
    metadata: Stripe.Metadata;
    /** None in journals of old. */
    captureMethod?: Stripe.PaymentIntent.CaptureMethod;
  };
};

export type Delivery = { eventId: string; attempts: number; nextAt: number; delivered: boolean };

/** What an idempotency key was first used for, and the answer then. */
export type SavedAnswer = {
  key: string;
  fingerprint: string;
  status: number;
  body: unknown;
  requestId: string;
  at: number;
};

/** A refund that changes its mind later: to succeeded or to failed. */
export type RefundChange = { refundId: string; to: "succeeded" | "failed"; at: number };

export type Tables = {
  customers: Stripe.Customer;
  shippingRates: Stripe.ShippingRate;
  sessions: SessionRecord;
  intents: Stripe.PaymentIntent;
  paymentMethods: Stripe.PaymentMethod;
  charges: Stripe.Charge;
  refunds: Stripe.Refund;
  refundChanges: RefundChange;
  events: SandboxEvent;
  deliveries: Delivery;
  answers: SavedAnswer;
};
type Table = keyof Tables;

const tables: readonly Table[] = [
  "customers",
  "shippingRates",
  "sessions",
  "intents",
  "paymentMethods",
  "charges",
  "refunds",
  "refundChanges",
  "events",
  "deliveries",
  "answers",
];

export type Tx = {
  get<T extends Table>(table: T, id: string): Tables[T] | undefined;
  /** All rows, oldest first. */
  all<T extends Table>(table: T): Tables[T][];
  put<T extends Table>(table: T, id: string, row: Tables[T]): void;
  remove(table: Table, id: string): void;
};

export type Store = {
  /** Runs a change: written as a whole when `work` returns, forgotten when it throws. */
  change<R>(work: (tx: Tx) => R): R;
};

type Rows = { [T in Table]: Map<string, Tables[T]> };
type Change = [table: Table, id: string, row: unknown];

function emptyRows(): Rows {
  return Object.fromEntries(tables.map((table) => [table, new Map()])) as Rows;
}

function apply(rows: Rows, [table, id, row]: Change): void {
  const target = rows[table] as Map<string, unknown> | undefined;
  if (row === null) target?.delete(id);
  else target?.set(id, row);
}

function load(file: string): Rows {
  const rows = emptyRows();
  if (!existsSync(file)) return rows;
  for (const line of readFileSync(file, "utf8").split("\n")) {
    if (!line) continue;
    try {
      for (const change of JSON.parse(line) as Change[]) apply(rows, change);
    } catch {
      break; // a line cut short by a killed process: it was never answered
    }
  }
  return rows;
}

function compact(file: string, rows: Rows): void {
  mkdirSync(dirname(file), { recursive: true });
  const lines = tables.flatMap((table) =>
    [...rows[table]].map(([id, row]) => `${JSON.stringify([[table, id, row]])}\n`),
  );
  writeFileSync(`${file}.new`, lines.join(""));
  renameSync(`${file}.new`, file);
}

/** Opens the memory of `file`; null keeps everything in the process. */
export function openStore(file: string | null): Store {
  const rows = file ? load(file) : emptyRows();
  if (file) compact(file, rows);

  return {
    change: (work) => {
      const pending = new Map<string, Change>();
      const keyOf = (table: Table, id: string) => `${table}/${id}`;
      const result = work({
        get: <T extends Table>(table: T, id: string) => {
          const change = pending.get(keyOf(table, id));
          return change ? ((change[2] ?? undefined) as Tables[T] | undefined) : rows[table].get(id);
        },
        all: <T extends Table>(table: T) => {
          const merged = new Map<string, Tables[T]>(rows[table]);
          for (const [of, id, row] of pending.values()) {
            if (of !== table) continue;
            if (row === null) merged.delete(id);
            else merged.set(id, row as Tables[T]);
          }
          return [...merged.values()];
        },
        put: (table, id, row) => void pending.set(keyOf(table, id), [table, id, row]),
        remove: (table, id) => void pending.set(keyOf(table, id), [table, id, null]),
      });
      const changes = [...pending.values()];
      if (file && changes.length > 0) appendFileSync(file, `${JSON.stringify(changes)}\n`);
      for (const change of changes) apply(rows, change);
      return result;
    },
  };
}
