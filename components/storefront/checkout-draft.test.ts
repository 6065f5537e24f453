import { expect, test } from "vitest";
import { emptyAddress, emptyDraft, problemsOf, toAddress, withKept } from "./checkout-draft.ts";

const address = {
  ...emptyAddress,
  recipient: "Camille Roux",
  line1: "3 rue Mercière",
  postcode: "69002",
  city: "Lyon",
};
const full = { ...emptyDraft, email: "camille@exemple.fr", delivery: address, shippingMethod: "home", terms: true };

test("a complete form has no problem", () => {
  expect(problemsOf(full)).toEqual({});
});

test("names every missing step, in the order of the page", () => {
  expect(Object.keys(problemsOf(emptyDraft))).toEqual([
    "email",
    "delivery.recipient",
    "delivery.line1",
    "delivery.postcode",
    "delivery.city",
    "shippingMethod",
    "terms",
  ]);
});

test("knows the postcodes of a country, and asks for a billing address only when it differs", () => {
  expect(problemsOf({ ...full, delivery: { ...address, postcode: "6900" } })).toEqual({
    "delivery.postcode": "postcodeFR",
  });
  expect(problemsOf({ ...full, delivery: { ...address, postcode: "69 002" } })).toEqual({});
  expect(toAddress({ ...address, postcode: "69 002" }).postcode).toBe("69002");
  expect(problemsOf({ ...full, delivery: { ...address, country: "BE", postcode: "1000" } })).toEqual({});
  expect(problemsOf({ ...full, delivery: { ...address, country: "NL", postcode: "1012" } })).toEqual({
    "delivery.postcode": "postcodeOf",
  });
  expect(Object.keys(problemsOf({ ...full, sameBilling: false }))).toContain("billing.line1");
});

test("sends no empty field", () => {
  expect(toAddress(address)).toEqual({
    recipient: "Camille Roux",
    line1: "3 rue Mercière",
    postcode: "69002",
    city: "Lyon",
    country: "FR",
  });
});

test("what is typed in the tab goes over what is known, but a blank address hides nothing", () => {
  const known = { ...full, phone: "0612345678", terms: false };
  const typed = { ...address, recipient: "Noé" };
  expect(withKept(known, { email: "", phone: "", delivery: emptyAddress, shippingMethod: "", terms: true })).toEqual(
    known,
  );
  expect(withKept(known, { email: "noe@exemple.fr", delivery: typed })).toMatchObject({
    email: "noe@exemple.fr",
    delivery: { recipient: "Noé" },
    terms: false,
  });
});
