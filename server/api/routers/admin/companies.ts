import { z } from "zod";
import { inviteMember } from "#server/flows/companies/invite-member.ts";
import { givePriceList } from "#server/flows/companies/own-prices.ts";
import {
  companyIdInput,
  companySchema,
  companySettingsInput,
  creditInput,
  invitationIdInput,
  inviteInput,
  memberIdInput,
  partiesInput,
  setMemberInput,
} from "#server/modules/companies/contract.ts";
import {
  readCompany,
  removeMember,
  revokeInvitation,
  setCredit,
  setMember,
  setParties,
  setSettings,
} from "#server/modules/companies/index.ts";
import { priceListChoiceSchema } from "#server/modules/pricing/contract.ts";
import { listOwnLists, ownListOf } from "#server/modules/pricing/index.ts";
import { db } from "#server/platform/db.ts";
import { inTx } from "#server/platform/tx.ts";
import { guarded, router } from "../../trpc.ts";

const write = guarded("companies.company.write");
const tags = ["partners"];
const at = (path: string) => `/admin/companies/{companyId}${path}` as const;
const done = z.object({ done: z.literal(true) });
const finished = { done: true } as const;

/** Members and terms of companies, for staff. */
export const adminCompaniesRouter = router({
  get: guarded("partners.partner.read")
    .meta({ openapi: { method: "GET", path: at(""), tags, summary: "A company with its members" } })
    .input(companyIdInput)
    .output(companySchema)
    .query(({ input }) => readCompany(db(), "staff", input.companyId, new Date())),

  priceList: guarded("partners.partner.read")
    .meta({ openapi: { method: "GET", path: at("/price-list"), tags, summary: "The list a company buys by" } })
    .input(companyIdInput)
    .output(z.object({ priceListId: z.string().nullable(), lists: z.array(priceListChoiceSchema) }))
    .query(async ({ ctx, input }) => ({
      priceListId: await ownListOf(db(), input.companyId),
      lists: await listOwnLists(db(), ctx.locale),
    })),

  setPriceList: write
    .meta({ openapi: { method: "PUT", path: at("/price-list"), tags, summary: "Give a company a list of its own" } })
    .input(companyIdInput.extend({ priceListId: z.string().max(60).nullable() }))
    .output(done)
    .mutation(async ({ ctx, input }) => {
      await givePriceList(input, ctx.by);
      return finished;
    }),

  setSettings: write
    .meta({ openapi: { method: "PUT", path: at("/settings"), tags, summary: "How a company's members order" } })
    .input(companySettingsInput)
    .output(done)
    .mutation(async ({ ctx, input }) => {
      await inTx((tx) => setSettings(tx, "staff", input, ctx.by));
      return finished;
    }),

  setParties: write
    .meta({ openapi: { method: "PUT", path: at("/parties"), tags, summary: "Who gets a company's bills and pays" } })
    .input(partiesInput)
    .output(done)
    .mutation(async ({ ctx, input }) => {
      await inTx((tx) => setParties(tx, input, ctx.by));
      return finished;
    }),

  setCredit: guarded("companies.credit.write")
    .meta({
      openapi: { method: "PUT", path: at("/credit"), tags, summary: "Terms of payment, credit limit, reminders" },
    })
    .input(creditInput)
    .output(done)
    .mutation(async ({ ctx, input }) => {
      await inTx((tx) => setCredit(tx, input, ctx.by));
      return finished;
    }),

  invite: write
    .meta({ openapi: { method: "POST", path: at("/invitations"), tags, summary: "Invite a member to a company" } })
    .input(inviteInput)
    .output(done)
    .mutation(async ({ ctx, input }) => {
      await inviteMember("staff", input, ctx, new Date());
      return finished;
    }),

  revokeInvitation: write
    .meta({
      openapi: { method: "DELETE", path: at("/invitations/{invitationId}"), tags, summary: "Take an invitation back" },
    })
    .input(invitationIdInput)
    .output(done)
    .mutation(async ({ input }) => {
      await inTx((tx) => revokeInvitation(tx, "staff", input, new Date()));
      return finished;
    }),

  setMember: write
    .meta({ openapi: { method: "PUT", path: at("/members/{userId}"), tags, summary: "What a member may do" } })
    .input(setMemberInput)
    .output(done)
    .mutation(async ({ ctx, input }) => {
      await inTx((tx) => setMember(tx, "staff", input, ctx.by));
      return finished;
    }),

  removeMember: write
    .meta({ openapi: { method: "DELETE", path: at("/members/{userId}"), tags, summary: "Take a member out" } })
    .input(memberIdInput)
    .output(done)
    .mutation(async ({ ctx, input }) => {
      await inTx((tx) => removeMember(tx, "staff", input, ctx.by, new Date()));
      return finished;
    }),
});
