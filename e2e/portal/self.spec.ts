// An account in its owner's hands: its address, its devices, its second factor.
import type { Locator } from "@playwright/test";
import { decodeQR } from "qr/decode.js";
import sharp from "sharp";
import { codeAt, stepOf } from "../../server/modules/identity/totp.ts";
import { ApiVisitor } from "../support/api.ts";
import { freshEmail } from "../support/goods.ts";
import { linkIn, mailTo } from "../support/mailbox.ts";
import { newCustomer, somePassword } from "../support/people.ts";
import { expect, expectAccessible, said, signInByForm, test } from "../support/test.ts";
import { languageOf } from "../support/words.ts";

test("an address changes on two proofs, other devices end, and the old mailbox takes it back", async ({ visitor }, {
  project,
}) => {
  const { locale, w } = languageOf(project, "fr");
  const person = await newCustomer("Nadia Morel", locale);
  const page = await visitor({ locale, as: person.api });
  const elsewhere = new ApiVisitor();
  await elsewhere.signIn(person);
  const next = freshEmail("nadia.new");
  await page.goto(`/${locale}/account/profile`);
  await page.getByRole("button", { name: w("portal.profile.changeEmail") }).click();
  await page.getByLabel(w("portal.profile.newEmail")).fill(next);
  await page.getByLabel(w("portal.profile.current"), { exact: true }).first().fill(somePassword);
  await expectAccessible(page);
  await page.getByRole("button", { name: w("portal.profile.sendEmailLink") }).click();
  await expect(said(page, w("portal.profile.emailSent", { email: next }))).toBeVisible();

  await page.goto(linkIn(await mailTo(next, "email_change"), "#"));
  await expectAccessible(page);
  await page.getByRole("button", { name: w("auth.emailChange.submit") }).click();
  await expect(said(page, w("auth.emailChange.done", { email: next }))).toBeVisible();
  await page.goto(`/${locale}/account/profile`);
  await expect(said(page, next)).toBeVisible();
  expect((await elsewhere.tryQuery("account.orders.list")).status).toBe(401);

  const old = await visitor({ locale });
  await old.goto(linkIn(await mailTo(person.email, "email_changed"), "#"));
  await expectAccessible(old);
  await old.getByRole("button", { name: w("auth.emailUndo.submit") }).click();
  await expect(said(old, w("auth.emailUndo.done", { email: person.email }))).toBeVisible();
  await page.goto(`/${locale}/account/profile`);
  await expect(page).toHaveURL(new RegExp(`/${locale}/sign-in`));
  expect((await new ApiVisitor().signIn(person)).ok).toBe(false);
});

/** The key of an authenticator app, as a person types it in. */
function keyOf(secret: string): Buffer {
  const bits = [...secret].map((c) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(c).toString(2).padStart(5, "0"));
  return Buffer.from((bits.join("").match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}

/** What another device reads off the screen. */
async function readByCamera(code: Locator): Promise<string> {
  const { data, info } = await sharp(await code.screenshot())
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return decodeQR({ ...info, data }, { timeLimit: 5_000 });
}

test("a device is signed out at once; a second factor is set up and asked for", async ({ visitor, allowErrors }, {
  project,
}) => {
  const { locale, w } = languageOf(project, "en");
  allowErrors(/401/);
  const person = await newCustomer("Sam Weber", locale);
  const page = await visitor({ locale, as: person.api });
  const phone = new ApiVisitor(locale);
  await phone.signIn(person);
  await page.goto(`/${locale}/account/security`);
  await expectAccessible(page);
  const rows = page.getByRole("main").getByRole("listitem");
  await expect(rows).toHaveCount(2);
  await expect(rows.first()).toContainText(w("portal.security.current"));
  await rows.nth(1).getByRole("button").click();
  await expect(rows).toHaveCount(1);
  expect((await phone.tryQuery("account.orders.list")).status).toBe(401);

  await page.getByLabel(w("portal.security.password"), { exact: true }).fill(somePassword);
  await page.getByRole("button", { name: w("portal.security.begin"), exact: true }).click();
  const opened = page.getByRole("link", { name: w("portal.security.openApp") });
  const uri = new URL((await opened.getAttribute("href")) ?? "");
  const key = keyOf(uri.searchParams.get("secret") ?? "");
  expect(await readByCamera(page.getByRole("img", { name: w("portal.security.qr") }))).toBe(uri.href);
  await expectAccessible(page);
  await page.getByLabel(w("auth.code.label"), { exact: true }).fill(codeAt(key, stepOf(new Date())));
  await page.getByRole("button", { name: w("portal.security.activate") }).click();
  const codes = page.getByRole("list", { name: w("portal.security.codes") }).getByRole("listitem");
  await expect(codes).toHaveCount(10);
  const recovery = (await codes.first().textContent()) ?? "";
  await expectAccessible(page);
  await page.getByRole("button", { name: w("portal.security.codesKept") }).click();
  await expect(said(page, w("portal.security.codesLeft", { count: 10 }))).toBeVisible();

  const fresh = await visitor({ locale });
  await fresh.goto(`/${locale}/sign-in`);
  await signInByForm(fresh, person, w);
  await expect(fresh.getByLabel(w("auth.code.label"), { exact: true })).toBeFocused();
  await expectAccessible(fresh);
  await fresh.getByLabel(w("auth.code.label"), { exact: true }).fill(recovery);
  await fresh.getByRole("button", { name: w("auth.signIn.submit"), exact: true }).click();
  await expect(fresh).toHaveURL(new RegExp(`/${locale}/account$`));
  await mailTo(person.email, "security_notice", { count: 3 });
});
