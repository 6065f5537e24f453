import { z } from "zod";
import { confirmErasure } from "#server/flows/privacy/erase-person.ts";
import { confirmEmailChange, undoEmailChange } from "#server/flows/sign-in/change-email.ts";
import { requestLink, requestPasswordReset, requestRegistration } from "#server/flows/sign-in/request-link.ts";
import { confirmRegistration, resetPassword } from "#server/flows/sign-in/set-password.ts";
import {
  confirmRegistrationInput,
  provenOutput,
  registerInput,
  requestLinkInput,
  requestResetInput,
  resetPasswordInput,
  sentOutput,
} from "#server/modules/identity/contract.ts";
import { emailChangedOutput, emailLinkInput } from "#server/modules/identity/contract-security.ts";
import { guarded, router } from "../trpc.ts";

const tags = ["auth"];
const at = (path: string) => `/auth/${path}` as const;
const sent = { sent: true } as const;

/**
 * Ways to an account. What mails a link answers `{ sent: true }` whatever is true of the address. The session itself is
 * made by next-auth at /api/auth, with the password or the link's token.
 */
export const authRouter = router({
  requestLink: guarded("identity.session.create")
    .meta({ openapi: { method: "POST", path: at("links"), tags, summary: "Mail a link that signs in once" } })
    .input(requestLinkInput)
    .output(sentOutput)
    .mutation(async ({ ctx, input }) => {
      await requestLink(input, ctx);
      return sent;
    }),

  register: guarded("identity.session.create")
    .meta({ openapi: { method: "POST", path: at("registrations"), tags, summary: "Open an account: mails a link" } })
    .input(registerInput)
    .output(sentOutput)
    .mutation(async ({ ctx, input }) => {
      await requestRegistration(input, ctx);
      return sent;
    }),

  confirmRegistration: guarded("identity.session.create")
    .meta({ openapi: { method: "POST", path: at("confirmations"), tags, summary: "Prove the mailbox with the link" } })
    .input(confirmRegistrationInput)
    .output(provenOutput)
    .mutation(({ ctx, input }) => confirmRegistration(input, ctx.requestId)),

  requestPasswordReset: guarded("identity.session.create")
    .meta({ openapi: { method: "POST", path: at("password-resets"), tags, summary: "Mail a link to set a password" } })
    .input(requestResetInput)
    .output(sentOutput)
    .mutation(async ({ ctx, input }) => {
      await requestPasswordReset(input, ctx);
      return sent;
    }),

  resetPassword: guarded("identity.session.create")
    .meta({ openapi: { method: "POST", path: at("passwords"), tags, summary: "Set a password with the link" } })
    .input(resetPasswordInput)
    .output(provenOutput)
    .mutation(({ ctx, input }) => resetPassword(input, ctx.requestId)),

  confirmEmailChange: guarded("identity.session.create")
    .meta({
      openapi: { method: "POST", path: at("email-changes"), tags, summary: "Prove the new address by its link" },
    })
    .input(emailLinkInput)
    .output(emailChangedOutput)
    .mutation(({ ctx, input }) => confirmEmailChange(input, { by: ctx.by, sessionId: ctx.actor.sessionId })),

  confirmErasure: guarded("identity.session.create")
    .meta({ openapi: { method: "POST", path: at("erasures"), tags, summary: "Be forgotten, by the mailed link" } })
    .input(emailLinkInput)
    .output(z.object({ done: z.literal(true) }))
    .mutation(async ({ ctx, input }) => {
      await confirmErasure(input, ctx.by);
      return { done: true };
    }),

  undoEmailChange: guarded("identity.session.create")
    .meta({
      openapi: { method: "POST", path: at("email-undos"), tags, summary: "Take a change back from the old address" },
    })
    .input(emailLinkInput)
    .output(emailChangedOutput)
    .mutation(({ ctx, input }) => undoEmailChange(input, { by: ctx.by, sessionId: ctx.actor.sessionId })),
});
