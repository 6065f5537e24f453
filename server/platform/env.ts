// The whole environment, in one place: every variable the program reads, its default and its rules.
// Parsed on first use, so that importing a module never throws; the web server and the worker ask for it
// at boot and refuse to start on a wrong value. `.env.example` tells operators the same story.
import path from "node:path";
import { z } from "zod";
import { isIban } from "../kernel/iban.ts";

const logLevels = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;

const httpUrl = z.url({ protocol: /^https?$/, error: "must be an http:// or https:// address" });
const trimmedUrl = httpUrl.transform((url) => url.replace(/\/+$/, ""));
const flag = z
  .enum(["true", "false", "1", "0"], { error: "must be true or false" })
  .transform((value) => value === "true" || value === "1");
const whole = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d+$/, "must be a whole number")
    .transform(Number)
    .refine((n) => n >= min && n <= max, `must lie between ${min} and ${max}`);

/** What is written in the environment, before the rules that join several variables. */
const schema = z.object({
  NODE_ENV: z.enum(["development", "production", "test"]).optional(),
  NEXT_PHASE: z.string().optional(),
  DEPLOYMENT: z.enum(["local", "production"], { error: "must be local or production" }).optional(),
  PUBLIC_URL: trimmedUrl.optional(),
  PORT: whole(1, 65_535).default(3000),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: "must look like postgresql://user:password@host:5432/name" })
    .refine((url) => new URL(url).pathname.length > 1, "must name a database after the host")
    .optional(),
  DATABASE_POOL: whole(1, 500).default(10),
  WORKER_CONCURRENCY: whole(1, 100).default(4),
  WORKER_LEASE_SECONDS: whole(3, 600).default(40),
  NEXTAUTH_SECRET: z.string().min(32, "must have 32 characters or more (openssl rand -base64 32)").optional(),
  TRUSTED_PROXIES: whole(0, 10).default(0),
  MEILISEARCH_URL: trimmedUrl.optional(),
  MEILISEARCH_KEY: z.string().optional(),
  MEILISEARCH_SEARCH_KEY: z.string().optional(),
  MEILISEARCH_INDEX_KEY: z.string().optional(),
  ADDRESS_API_URL: trimmedUrl.optional(),
  VIES_URL: trimmedUrl.optional(),
  PAYMENT_PROVIDER: z
    .string()
    .regex(/^[a-z][a-z0-9_-]*$/, "must be the code of a provider (stripe, sandbox)")
    .optional(),
  STRIPE_SECRET_KEY: z
    .string()
    .regex(/^(sk|rk)_(test|live)_\w+$/, "must be a Stripe secret key (sk_test_…, sk_live_… or a restricted rk_…)")
    .optional(),
  STRIPE_WEBHOOK_SECRET: z
    .string()
    .startsWith("whsec_", "must be a Stripe webhook signing secret (whsec_…)")
    .optional(),
  STRIPE_API_BASE: trimmedUrl.optional(),
  SMTP_URL: z
    .url({ protocol: /^smtps?$/, error: "must look like smtp://user:password@host:587 or smtps://…" })
    .optional(),
  MAIL_FROM: z
    .string()
    .regex(/^[^<>\r\n]*<[^<>@\s]+@[^<>@\s]+>$|^[^<>@\s]+@[^<>@\s]+$/, "must be an address, or Name <address>")
    .optional(),
  MAIL_REPLY_TO: z
    .string()
    .regex(/^[^<>@\s+]+@[^<>@\s]+$/, "must be a bare address without a plus sign")
    .optional(),
  MAIL_INBOUND_SECRET: z.string().min(32, "at least 32 characters").optional(),
  SHOW_DEV_MAILBOX: flag.optional(),
  SELLER_NAME: z.string().optional(),
  SELLER_LEGAL_FORM: z.string().optional(),
  SELLER_LINE1: z.string().optional(),
  SELLER_POSTCODE: z.string().optional(),
  SELLER_CITY: z.string().optional(),
  SELLER_COUNTRY: z
    .string()
    .regex(/^[A-Z]{2}$/, "must be a two-letter country code such as FR")
    .optional(),
  SELLER_SIREN: z
    .string()
    .regex(/^\d{3} ?\d{3} ?\d{3}$/, "must have nine digits")
    .optional(),
  SELLER_RCS: z.string().optional(),
  SELLER_VAT_NUMBER: z
    .string()
    .regex(/^[A-Z]{2} ?[0-9A-Z ]{2,15}$/, "must look like FR 12 345678901")
    .optional(),
  SELLER_EMAIL: z.email({ error: "must be an address" }).optional(),
  SELLER_PHONE: z.string().optional(),
  SELLER_IBAN: z.string().refine(isIban, "must be an IBAN with right check digits").optional(),
  SELLER_BIC: z
    .string()
    .regex(/^[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?$/, "must be a BIC of 8 or 11 characters")
    .optional(),
  SELLER_ACCOUNT_HOLDER: z.string().optional(),
  DATA_DIR: z.string().default(".data"),
  MEDIA_DIR: z.string().optional(),
  LOG_LEVEL: z.enum(logLevels, { error: `must be one of ${logLevels.join(", ")}` }).default("info"),
});

/** Names of all variables an operator may set. */
export const environmentVariables: readonly string[] = Object.keys(schema.shape).filter(
  (name) => !["NODE_ENV", "NEXT_PHASE"].includes(name),
);

// Good enough on one's own machine, refused in production: see `checkProduction`.
const localDefaults = {
  secret: "comptoir-local-secret-not-for-production",
  mailFrom: "Maison Comptoir <bonjour@comptoir.test>",
};

// The demo shop: no such company exists, and no register gives out numbers made of zeros.
const demoSeller = {
  SELLER_NAME: "Maison Comptoir (société fictive)",
  SELLER_LEGAL_FORM: "SAS au capital de 10 000 €",
  SELLER_LINE1: "1 quai de l’Exemple",
  SELLER_POSTCODE: "69000",
  SELLER_CITY: "Lyon",
  SELLER_COUNTRY: "FR",
  SELLER_SIREN: "000 000 000",
  SELLER_RCS: "RCS Lyon",
  SELLER_VAT_NUMBER: "FR 00 000000000",
  SELLER_EMAIL: "bonjour@comptoir.test",
  SELLER_PHONE: "+33 4 00 00 00 00",
} as const;
// Pretended sales are paid into an account of a bank that does not exist (its code is all zeros).
const demoAccount = { SELLER_IBAN: "FR7600000000000000000000097", SELLER_BIC: "DEMOFRPPXXX" } as const;
const sellerVariables = Object.keys(demoSeller) as (keyof typeof demoSeller)[];

type Written = z.infer<typeof schema>;
type Problem = { variable: string; reason: string };

/** The provider of new payments, as adapters/payments decides it too. */
const paymentProvider = (e: Written) => e.PAYMENT_PROVIDER ?? (e.STRIPE_SECRET_KEY ? "stripe" : "sandbox");

/** What taking money needs, wherever the program runs. */
function checkPayments(e: Written, production: boolean): Problem[] {
  const problems: Problem[] = [];
  const need = (variable: keyof Written, reason: string) => {
    if (e[variable] === undefined) problems.push({ variable, reason: `is missing: ${reason}` });
  };
  const provider = paymentProvider(e);
  if (provider === "sandbox" && production && !e.PAYMENT_PROVIDER) {
    need("STRIPE_SECRET_KEY", "give Stripe's key, or ask for pretended payments by name with PAYMENT_PROVIDER=sandbox");
    return problems;
  }
  if (provider === "stripe") {
    // Only pretended sales may be invoiced in the name of the demo shop.
    if (production) {
      for (const variable of sellerVariables) need(variable, "the law wants the seller on every invoice");
    }
    need("STRIPE_SECRET_KEY", "payments go through Stripe");
    need("STRIPE_WEBHOOK_SECRET", "without it no one can tell Stripe's messages from forged ones");
    if (production && e.STRIPE_API_BASE) {
      problems.push({
        variable: "STRIPE_API_BASE",
        reason: "sends payments elsewhere than to Stripe; set PAYMENT_PROVIDER=sandbox if that is what you want",
      });
    }
  }
  if (provider === "sandbox" && production) {
    need("STRIPE_API_BASE", "PAYMENT_PROVIDER=sandbox needs the sandbox's address");
    need("STRIPE_WEBHOOK_SECRET", "the sandbox signs its messages with it");
  }
  return problems;
}

/** A real deployment may not fall back on anything that was made for a demo. */
function checkProduction(e: Written): Problem[] {
  const problems: Problem[] = [];
  const need = (variable: keyof Written, reason: string) => {
    if (e[variable] === undefined) problems.push({ variable, reason: `is missing: ${reason}` });
  };
  need("DATABASE_URL", "PostgreSQL 18 or newer holds everything");
  need("NEXTAUTH_SECRET", "it signs sessions (openssl rand -base64 32)");
  need("PUBLIC_URL", "links in mails and the way back from the payment page start with it");
  need("SMTP_URL", "order confirmations and sign-in links would reach nobody");
  need("MAIL_FROM", "the sender of every mail");
  const url = e.PUBLIC_URL ? new URL(e.PUBLIC_URL) : undefined;
  if (url?.protocol === "http:" && !["localhost", "127.0.0.1", "[::1]"].includes(url.hostname)) {
    problems.push({ variable: "PUBLIC_URL", reason: "must begin with https:// (sessions travel in cookies)" });
  }
  if (e.SHOW_DEV_MAILBOX) {
    problems.push({ variable: "SHOW_DEV_MAILBOX", reason: "must not be on in production: it shows sign-in links" });
  }
  return problems;
}

/**
 * A process that freezes in the middle of a transaction (a paused machine, a stopped container) keeps its locks for as long
 * as PostgreSQL lets it: longer than any transaction of ours may take, and shorter than the minute in which we recover.
 */
const frozenTransactionMs = 30_000;

function fenced(databaseUrl: string): string {
  const url = new URL(databaseUrl);
  const setting = "idle_in_transaction_session_timeout";
  if (!url.searchParams.has(setting)) url.searchParams.set(setting, String(frozenTransactionMs));
  return url.href;
}

function complete(e: Written) {
  const production = (e.DEPLOYMENT ?? (e.NODE_ENV === "production" ? "production" : "local")) === "production";
  const problems: Problem[] = [];
  if (e.NEXT_PHASE !== "phase-production-build") {
    problems.push(...checkPayments(e, production));
    if (production) problems.push(...checkProduction(e));
    else if (!e.DATABASE_URL) {
      problems.push({ variable: "DATABASE_URL", reason: "is missing: `npm start` and `npm run dev` provide one" });
    }
  }
  const dataDir = path.resolve(/* turbopackIgnore: true */ e.DATA_DIR);
  const value = {
    ...demoSeller,
    ...(paymentProvider(e) === "sandbox" && !e.SELLER_IBAN && demoAccount),
    ...e,
    DEPLOYMENT: production ? ("production" as const) : ("local" as const),
    PUBLIC_URL: e.PUBLIC_URL ?? `http://localhost:${e.PORT}`,
    // Never reached while building: pages that need the database wait for a request.
    DATABASE_URL: fenced(e.DATABASE_URL ?? "postgresql://database.invalid/none"),
    NEXTAUTH_SECRET: e.NEXTAUTH_SECRET ?? localDefaults.secret,
    PAYMENT_PROVIDER: paymentProvider(e),
    MAIL_FROM: e.MAIL_FROM ?? localDefaults.mailFrom,
    SHOW_DEV_MAILBOX: e.SHOW_DEV_MAILBOX ?? (!production && !e.SMTP_URL),
    DATA_DIR: dataDir,
    MEDIA_DIR: e.MEDIA_DIR ? path.resolve(/* turbopackIgnore: true */ e.MEDIA_DIR) : path.join(dataDir, "media"),
  };
  return { value, problems };
}

/** The environment with defaults filled in: addresses without a trailing slash, folders absolute. */
export type Env = ReturnType<typeof complete>["value"];

/** Thrown for a wrong environment. The message names each variable and the reason, never a secret's value. */
export class EnvironmentError extends Error {
  readonly problems: readonly Problem[];
  constructor(problems: readonly Problem[]) {
    super(
      [
        "The environment is not right:",
        ...problems.map((p) => `  ${p.variable} ${p.reason}`),
        "See .env.example.",
      ].join("\n"),
    );
    this.name = "EnvironmentError";
    this.problems = problems;
  }
}

/**
 * Checks and completes a raw environment. An empty variable counts as absent (compose files pass them so).
 * @throws EnvironmentError naming every wrong variable at once
 */
export function parseEnv(raw: Record<string, string | undefined>): Env {
  const filled = Object.fromEntries(Object.entries(raw).filter(([, value]) => value?.trim()));
  const parsed = schema.safeParse(filled);
  if (!parsed.success) {
    throw new EnvironmentError(
      parsed.error.issues.map((issue) => ({ variable: issue.path.join("."), reason: issue.message })),
    );
  }
  const { value, problems } = complete(parsed.data);
  if (problems.length) throw new EnvironmentError(problems);
  return value;
}

let current: Env | undefined;

/**
 * The environment of this process, checked on the first call.
 * @throws EnvironmentError
 */
export function env(): Env {
  if (!current) {
    current = parseEnv(process.env);
    // next-auth reads this one by itself; one address is enough for operators to know.
    process.env.NEXTAUTH_URL = current.PUBLIC_URL;
    process.env.NEXTAUTH_SECRET = current.NEXTAUTH_SECRET;
  }
  return current;
}

/** True while `next build` runs: there may be no database, and nothing may be sent anywhere. */
export const isBuilding = (): boolean => process.env.NEXT_PHASE === "phase-production-build";

/** Tests only: forget what was read, so that changed variables count. */
export function resetEnv(): void {
  current = undefined;
}

/** The log level alone: the log must work before, and while, the rest of the environment is refused. */
export const logLevel = (): string => process.env.LOG_LEVEL ?? "info";
