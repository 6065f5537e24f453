"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useLocale } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { useTRPC, useTRPCClient } from "#components/trpc/client.tsx";
import { wireError } from "#components/trpc/error-message.ts";
import {
  type CheckoutDraft,
  draftKey,
  emptyDraft,
  type Problems,
  problemsOf,
  toAddress,
  toCompany,
  usualMethod,
  withKept,
} from "./checkout-draft.ts";
import { answeredAt, type FirstAnswers } from "./first-answers.ts";

/** The order that waits for its payment in this tab: "back" from the payment page finds it again. */
export const pendingOrderKey = "comptoir-pending-order";

type OrderInput = Parameters<ReturnType<typeof useTRPCClient>["shop"]["checkout"]["placeOrder"]["mutate"]>[0];

/** Is there anything in a field ("email", "delivery.city")? */
function typedIn(draft: CheckoutDraft, field: string): boolean {
  let value: unknown = draft;
  for (const key of field.split(".")) value = (value as Record<string, unknown> | undefined)?.[key];
  return typeof value === "string" && value.trim() !== "";
}

type CheckoutInput = {
  known: Partial<CheckoutDraft>;
  first: FirstAnswers | null;
  /** The page shows that a part of the order comes later. */
  acceptsWaiting: boolean;
  referenceRequired: boolean;
};

/** State and calls of the checkout page. */
export function useCheckout({ known, first, acceptsWaiting, referenceRequired }: CheckoutInput) {
  const trpc = useTRPC();
  const api = useTRPCClient();
  const client = useQueryClient();
  const answered = <T>(data: T | false | undefined) => answeredAt(first, data);
  const [draft, setDraft] = useState<CheckoutDraft>({
    ...emptyDraft,
    ...known,
    shippingMethod: first?.shippingMethod ?? "",
  });
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
  const [submitted, setSubmitted] = useState(false);
  const approvalsPath = `/${useLocale()}/account/company/approvals`;

  useEffect(() => {
    try {
      const kept = JSON.parse(sessionStorage.getItem(draftKey) ?? "null") as Partial<CheckoutDraft> | null;
      if (kept) setDraft((now) => withKept(now, kept));
    } catch {
      // A storage that is full or forbidden only costs the comfort.
    }
  }, []);
  useEffect(() => {
    try {
      sessionStorage.setItem(draftKey, JSON.stringify(draft));
    } catch {
      // see above
    }
  }, [draft]);

  const countries = useQuery(
    trpc.shop.checkout.countries.queryOptions(undefined, { staleTime: 600_000, ...answered(first?.countries) }),
  );
  const country = draft.delivery.country;
  const methods = useQuery(
    trpc.shop.checkout.shippingMethods.queryOptions(
      { country },
      { placeholderData: (previous) => previous, ...answered(country === first?.country && first.methods) },
    ),
  );
  const offered = methods.data;
  const usual = known.shippingMethod;
  const chosen = offered?.find((m) => m.code === draft.shippingMethod);
  useEffect(() => {
    const method = usualMethod(offered ?? [], usual);
    if (method && !chosen) setDraft((now) => ({ ...now, shippingMethod: method.code }));
  }, [offered, chosen, usual]);
  const vatCheckId = draft.company.on ? draft.company.vatCheckId : "";
  const { shippingMethod } = draft;
  const asFirst = country === first?.country && shippingMethod === first.shippingMethod && !vatCheckId;
  const quote = useQuery(
    trpc.shop.checkout.quote.queryOptions(
      { country, shippingMethod, ...(vatCheckId && { vatCheckId }) },
      { enabled: Boolean(chosen), placeholderData: (previous) => previous, ...answered(asFirst && first.quote) },
    ),
  );
  // On account depends on what is left of a company's credit.
  const totalMinor = quote.data?.due.minor;
  const ways =
    useQuery(
      trpc.shop.checkout.paymentMethods.queryOptions(totalMinor === undefined ? undefined : { totalMinor }, {
        staleTime: 60_000,
        placeholderData: (previous) => previous,
        ...answered(asFirst && totalMinor === first.quote.due.minor && first.ways),
      }),
    ).data ?? [];
  // What was chosen before may no longer be offered.
  const usualWay = ways.find((way) => way !== "account") ?? "online";
  const paymentMethod = ways.includes(draft.paymentMethod) ? draft.paymentMethod : usualWay;

  // One key per content: pressing twice is one order, a corrected form is another request.
  const attempt = useRef<{ text: string; key: string; body: OrderInput }>(null);
  const place = useMutation({
    mutationFn: ({ key, body }: { key: string; body: OrderInput }) =>
      api.shop.checkout.placeOrder.mutate(body, { context: { idempotencyKey: key } }),
    onSuccess: (placed) => {
      try {
        sessionStorage.setItem(pendingOrderKey, placed.token);
        sessionStorage.removeItem(draftKey);
      } catch {
        // see above
      }
      window.location.assign(placed.payUrl);
    },
    onError: (error) => {
      const code = wireError(error)?.code;
      if (code === "sales.prices_changed") void quote.refetch();
      else void client.invalidateQueries(trpc.shop.cart.pathFilter());
    },
  });

  const ask = useMutation({
    mutationFn: ({ key, body }: { key: string; body: OrderInput }) =>
      api.account.approvals.ask.mutate(body, { context: { idempotencyKey: key } }),
    onSuccess: () => {
      try {
        sessionStorage.removeItem(draftKey);
      } catch {
        // see above
      }
      window.location.assign(approvalsPath);
    },
    onError: (error) => {
      if (wireError(error)?.code === "sales.prices_changed") void quote.refetch();
    },
  });
  const needsApproval = wireError(place.error)?.code === "companies.approval_needed";

  const all = problemsOf(draft, referenceRequired);
  const problems: Problems = submitted
    ? all
    : Object.fromEntries(Object.entries(all).filter(([field]) => touched.has(field)));

  /** Places the order, or names the first field that needs attention. */
  const submit = (): string | undefined => {
    setSubmitted(true);
    const [wrong] = Object.keys(all);
    if (wrong || !quote.data) return wrong;
    const company = toCompany(draft);
    const body = {
      email: draft.email.trim(),
      ...(draft.phone.trim() ? { phone: draft.phone.trim() } : {}),
      delivery: toAddress(draft.delivery),
      billing: draft.sameBilling ? null : toAddress(draft.billing),
      ...(company && { company }),
      shippingMethod: draft.shippingMethod,
      paymentMethod,
      ...(draft.note.trim() ? { note: draft.note.trim() } : {}),
      ...(draft.reference.trim() ? { reference: draft.reference.trim() } : {}),
      acceptTerms: true as const,
      ...(acceptsWaiting ? { acceptsWaiting } : {}),
      signature: quote.data.signature,
    };
    const text = JSON.stringify(body);
    // The dates shown may be told anew meanwhile: a request that is repeated keeps those that it named first.
    if (attempt.current?.text !== text) {
      const token = chosen?.promise?.token;
      attempt.current = { text, key: crypto.randomUUID(), body: { ...body, ...(token && { promise: token }) } };
    }
    const { key, body: named } = attempt.current;
    if (needsApproval) ask.mutate({ key: `${key}-approval`, body: named });
    else place.mutate({ key, body: named });
    return undefined;
  };

  return {
    first,
    draft,
    change: (part: Partial<CheckoutDraft> | ((now: CheckoutDraft) => Partial<CheckoutDraft>)) =>
      setDraft((now) => ({ ...now, ...(typeof part === "function" ? part(now) : part) })),
    /** A field was left. One that was only passed through is no mistake yet. */
    touch: (field: string) => {
      if (typedIn(draft, field)) setTouched((now) => new Set(now).add(field));
    },
    problems,
    countries: countries.data ?? [],
    methods,
    chosen,
    /** All that is asked for is there, and right: only the terms are left. */
    complete: chosen !== undefined && Object.keys(all).every((field) => field === "terms"),
    /** How the order may be paid, and how it will be. */
    ways,
    paymentMethod,
    quote,
    place,
    /** The order goes beyond a limit: the same button sends it to the company's approvers. */
    needsApproval,
    ask,
    submit,
  };
}

export type Checkout = ReturnType<typeof useCheckout>;

/** What every step of the page gets: the form's state, and the words for what is wrong in a field. */
export type CheckoutPart = { checkout: Checkout; errorOf: (field: string) => string | undefined };
