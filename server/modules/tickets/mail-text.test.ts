import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bodyOfMail } from "./mail-text.ts";

describe("what somebody wrote in answer to a mail", () => {
  it.each([
    ["Merci !\n\nOn Sun, 22 Nov 2026 at 10:00, Shop <a@b.test> wrote:\n> old", "Merci !"],
    ["Merci !\n\nLe dim. 22 nov. 2026 à 10:00, Maison\n<a@b.test> a écrit :\n> old", "Merci !"],
    ["Oui.\n-- \nZoé\n06 00", "Oui."],
    ["Oui.\n-----Message d’origine-----\nDe : x", "Oui."],
    ["> Quelle taille ?\nLa grande.\n> Et la couleur ?\nNoyer.", "La grande.\nNoyer."],
    ["On a reçu la table, merci.", "On a reçu la table, merci."],
    ["> tout est cité", "> tout est cité"],
    ["  \r\n ", ""],
  ])("%j is %j", (text, body) => expect(bodyOfMail(text)).toBe(body));

  it("never loses all of a text, and never invents", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const body = bodyOfMail(text);
        expect(body.length).toBeLessThanOrEqual(5_000);
        if (/[\p{L}\p{N}]/u.test(text)) expect(body).not.toBe("");
      }),
    );
  });
});
