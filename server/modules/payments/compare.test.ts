import fc from "fast-check";
import { expect, it } from "vitest";
import { compareTruth, type OurPayment } from "./compare.ts";
import { paymentStatuses } from "./contract.ts";
import { type ProviderTruth, providerStatuses } from "./port.ts";

const now = new Date("2026-11-22T12:00:00Z");
const truth = (changes: Partial<ProviderTruth> = {}): ProviderTruth => ({
  sessionRef: "cs_1",
  intentRef: "pi_1",
  paymentId: "pay_1",
  status: "captured",
  amountMinor: 4000,
  authorisedMinor: 4000,
  authorisedUntil: null,
  capturedMinor: 4000,
  refundedMinor: 0,
  currency: "EUR",
  attempts: [],
  refunds: [],
  ...changes,
});
const ours = (changes: Partial<OurPayment> = {}): OurPayment => ({
  id: "pay_1",
  status: "captured",
  currency: "EUR",
  amountMinor: 4000,
  capturedMinor: 4000,
  refunds: [],
  ...changes,
});
const theirRefund = (status: "pending" | "succeeded" | "failed") => ({
  providerRef: "re_1",
  refundId: null,
  status,
  amountMinor: 500,
  failureCode: null,
  at: now,
});
const ourRefund = (status: string, createdAt = now) => ({
  id: "rfd_1",
  status,
  amountMinor: 500,
  providerRef: "re_1",
  createdAt,
});
const kinds = (mine: OurPayment | null, theirs: ProviderTruth) =>
  compareTruth(mine, theirs, now).map(({ kind, repair }) => [kind, repair]);

it("books that agree have no difference", () => {
  expect(kinds(ours(), truth())).toEqual([]);
  expect(kinds(ours({ refunds: [ourRefund("succeeded")] }), truth({ refunds: [theirRefund("succeeded")] }))).toEqual(
    [],
  );
});

it("every pair of states is either in line, repaired by settling, or for a person; taken money is never unmade", () => {
  for (const mine of paymentStatuses) {
    for (const theirs of providerStatuses) {
      const moved = theirs === "captured" || theirs === "authorised";
      const money = { capturedMinor: theirs === "captured" ? 4000 : 0, authorisedMinor: moved ? 4000 : 0 };
      const found = kinds(
        ours({ status: mine, capturedMinor: mine === "captured" ? 4000 : 0 }),
        truth({ status: theirs, ...money }),
      );
      expect(found.length).toBeLessThanOrEqual(1);
      if (mine === "captured" && theirs !== "captured") expect(found).toEqual([["payment_missing", null]]);
      if (mine !== "captured" && theirs === "captured") expect(found).toEqual([["payment_unsettled", "settle"]]);
    }
  }
});

it("another amount or currency is for a person, whatever the figures", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9999 }), (minor) => {
      fc.pre(minor !== 4000);
      const found = kinds(ours(), truth({ amountMinor: minor, capturedMinor: minor }));
      expect(found).toEqual([["amount_differs", null]]);
    }),
  );
  expect(kinds(ours(), truth({ currency: "CHF" }))).toEqual([["currency_differs", null]]);
});

it("a stranger's session matters only when money moved", () => {
  for (const status of providerStatuses) {
    const moved = status === "captured" || status === "authorised";
    expect(kinds(null, truth({ status }))).toEqual(moved ? [["payment_unknown", null]] : []);
  }
});

it("refunds: made there, lost here, decided there, decided otherwise", () => {
  const old = new Date(now.getTime() - 3_600_000);
  const there = (status: "pending" | "succeeded" | "failed") => truth({ refunds: [theirRefund(status)] });
  const here = (status: string, at = now) => ours({ refunds: [ourRefund(status, at)] });
  expect(kinds(ours(), there("succeeded"))).toEqual([["refund_unknown", "settle"]]);
  expect(kinds(ours(), there("failed"))).toEqual([]);
  expect(kinds(here("pending"), there("succeeded"))).toEqual([["refund_unknown", "settle"]]);
  expect(kinds(here("pending"), truth())).toEqual([]);
  expect(kinds(here("pending", old), truth())).toEqual([["refund_unexecuted", "execute"]]);
  expect(kinds(here("succeeded"), truth())).toEqual([["refund_differs", null]]);
  expect(kinds(here("succeeded"), there("failed"))).toEqual([["refund_differs", null]]);
});
