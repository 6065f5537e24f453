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

test("what was typed for another buyer does not follow a switch; what a guest typed follows into their account", () => {
  const company = { on: true, name: "Atelier", vatNumber: "", registration: "", vatCheckId: "" };
  const delivery = { ...emptyAddress, recipient: "Atelier", line1: "1 quai Perrache" };
  const known = { ...emptyDraft, buyer: "par_1", company, delivery };
  const typed = { email: "noe@exemple.fr", note: "Code 12", delivery: address, reference: "BC-7", company };
  expect(withKept(known, { ...typed, buyer: "me", company: emptyDraft.company })).toEqual({
    ...{ ...known, email: typed.email, note: typed.note },
  });
  expect(withKept({ ...emptyDraft, buyer: "me" }, { ...typed, buyer: "par_1" })).toMatchObject({
    ...{ buyer: "me", delivery: emptyAddress, reference: "", company: { on: false } },
  });
  expect(withKept({ ...emptyDraft, buyer: "me" }, { ...typed, buyer: "" })).toMatchObject({
    buyer: "me",
    delivery: address,
  });
  expect(withKept(known, { ...typed, buyer: "par_1" })).toMatchObject({
    buyer: "par_1",
    delivery: address,
    reference: "BC-7",
  });
});
