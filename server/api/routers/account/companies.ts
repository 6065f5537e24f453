import { z } from "zod";
import { actFor } from "#server/flows/companies/act-for.ts";
import { inviteMember, joinCompany } from "#server/flows/companies/invite-member.ts";
import { openCompany } from "#server/flows/companies/open-company.ts";
import { ownPrices, ownTiles } from "#server/flows/companies/own-prices.ts";
import {
  actForInput,
  companyIdInput,
  companySchema,
  companySettingsInput,
  createCompanyInput,
  invitationIdInput,
  invitationSchema,
  invitationTokenInput,
  inviteInput,
  memberIdInput,
  ownCompanySchema,
  setMemberInput,
} from "#server/modules/companies/contract.ts";
import {
  listOwnCompanies,
  readCompany,
  readInvitation,
  removeMember,
  revokeInvitation,
  setMember,
  setSettings,
} from "#server/modules/companies/index.ts";
import { ownPriceSchema, ownTileSchema } from "#server/modules/pricing/contract.ts";
import { ownTilesMost } from "#server/modules/pricing/contract-limits.ts";
import { db } from "#server/platform/db.ts";
import { limitRate } from "#server/platform/rate-limit.ts";
import { inTx } from "#server/platform/tx.ts";
import { guarded, router } from "../../trpc.ts";

const own = guarded("account.company.own");
const tags = ["account"];
const at = (path: string) => `/account/companies${path}` as const;
const id = z.object({ id: z.string() });
const done = z.object({ done: z.literal(true) });
const finished = { done: true } as const;
/** In a query string: "var_a,var_b". */
const idsInput = (most: number) =>
  z.preprocess((ids) => (typeof ids === "string" ? ids.split(",") : ids), z.array(z.string().max(40)).min(1).max(most));

/** The companies somebody buys for, and who else does. */
export const accountCompanies = router({
  list: own
    .meta({ openapi: { method: "GET", path: at(""), tags, summary: "Companies that I belong to" } })
    .input(z.strictObject({}).optional())
    .output(z.array(ownCompanySchema))
    .query(({ ctx }) => listOwnCompanies(db(), ctx.actor.userId)),

  open: own
    .meta({ openapi: { method: "POST", path: at(""), tags, summary: "Open an account for my company" } })
    .input(createCompanyInput)
    .output(id)
    .mutation(async ({ ctx, input }) => ({ id: await openCompany(input, ctx, new Date()) })),

  actFor: own
    .meta({ openapi: { method: "PUT", path: at("/active"), tags, summary: "Whom I buy for; null: myself" } })
    .input(actForInput)
    .output(done)
    .mutation(async ({ ctx, input }) => {
      await actFor(ctx.actor.userId, input.companyId);
      return finished;
    }),

  get: own
    .meta({ openapi: { method: "GET", path: at("/{companyId}"), tags, summary: "One of my companies" } })
    .input(companyIdInput)
    .output(companySchema)
    .query(({ ctx, input }) => readCompany(db(), ctx.actor, input.companyId, new Date())),

  setSettings: own
    .meta({ openapi: { method: "PUT", path: at("/{companyId}/settings"), tags, summary: "How our members order" } })
    .input(companySettingsInput)
    .output(done)
    .mutation(async ({ ctx, input }) => {
      await inTx((tx) => setSettings(tx, ctx.actor, input, ctx.by));
      return finished;
    }),

  invite: own
    .meta({ openapi: { method: "POST", path: at("/{companyId}/invitations"), tags, summary: "Invite a member" } })
    .input(inviteInput)
    .output(done)
    .mutation(async ({ ctx, input }) => {
      await inviteMember(ctx.actor, input, ctx, new Date());
      return finished;
    }),

  revokeInvitation: own
    .meta({
      openapi: {
        method: "DELETE",
        path: at("/{companyId}/invitations/{invitationId}"),
        tags,
        summary: "Take an invitation back",
      },
    })
    .input(invitationIdInput)
    .output(done)
    .mutation(async ({ ctx, input }) => {
      await inTx((tx) => revokeInvitation(tx, ctx.actor, input, new Date()));
      return finished;
    }),

  setMember: own
    .meta({
      openapi: { method: "PUT", path: at("/{companyId}/members/{userId}"), tags, summary: "What a member may do" },
    })
    .input(setMemberInput)
    .output(done)
    .mutation(async ({ ctx, input }) => {
      await inTx((tx) => setMember(tx, ctx.actor, input, ctx.by));
      return finished;
    }),

  removeMember: own
    .meta({
      openapi: {
        method: "DELETE",
        path: at("/{companyId}/members/{userId}"),
        tags,
        summary: "Take a member out, or leave",
      },
    })
    .input(memberIdInput)
    .output(done)
    .mutation(async ({ ctx, input }) => {
      await inTx((tx) => removeMember(tx, ctx.actor, input, ctx.by, new Date()));
      return finished;
    }),

  invitation: own
    .meta({ openapi: { method: "GET", path: "/account/invitations/{token}", tags, summary: "What I am invited to" } })
    .input(invitationTokenInput)
    .output(invitationSchema)
    .query(async ({ ctx, input }) => {
      await limitRate(`invitation:${ctx.actor.userId}`, 60, 600);
      const email = ctx.actor.emailVerified ? ctx.actor.email : "";
      const { company, roles } = await readInvitation(db(), { token: input.token, email, now: new Date() });
      return { company, roles };
    }),

  join: own
    .meta({ openapi: { method: "POST", path: "/account/invitations/{token}", tags, summary: "Accept an invitation" } })
    .input(invitationTokenInput)
    .output(id)
    .mutation(async ({ ctx, input }) => ({ id: await joinCompany(input.token, ctx.by, new Date()) })),

  ownPrices: own
    .meta({ openapi: { method: "GET", path: at("/prices"), tags, summary: "What articles cost whom I buy for" } })
    .input(z.strictObject({ variantIds: idsInput(200) }))
    .output(z.array(ownPriceSchema))
    .query(({ ctx, input }) =>
      ownPrices({ companyId: ctx.actor.actsFor, channelCode: ctx.channelCode }, input.variantIds, new Date()),
    ),

  ownTiles: own
    .meta({ openapi: { method: "GET", path: at("/tiles"), tags, summary: "What products cost whom I buy for" } })
    .input(z.strictObject({ productIds: idsInput(ownTilesMost) }))
    .output(z.array(ownTileSchema))
    .query(({ ctx, input }) =>
      ownTiles({ companyId: ctx.actor.actsFor, channelCode: ctx.channelCode }, input.productIds, new Date()),
    ),
});
