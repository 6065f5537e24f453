import { z } from "zod";
import { holderOf, partnerAccount } from "#server/flows/statement/account-scope.ts";
import { readStatement } from "#server/flows/statement/read-statement.ts";
import { DomainError } from "#server/kernel/errors.ts";
import { partnerStatementInput, statementSchema } from "#server/modules/accounting/contract-statement.ts";
import {
  listPartnersInput,
  type PartnersError,
  partnerDetail,
  partnerIdInput,
  partnerPage,
} from "#server/modules/partners/contract.ts";
import { listPartners, readPartner } from "#server/modules/partners/index.ts";
import { db } from "#server/platform/db.ts";
import { guarded, router } from "../../trpc.ts";

const tags = ["partners"];
const at = (path: string) => `/admin/partners${path}` as const;

/** Customers and companies, for staff. */
export const adminPartnersRouter = router({
  list: guarded("partners.partner.read")
    .meta({ openapi: { method: "GET", path: at(""), tags, summary: "Partners by name" } })
    .input(listPartnersInput)
    .output(partnerPage)
    .query(({ ctx, input }) => listPartners(db(), ctx.scope, input)),

  get: guarded("partners.partner.read")
    .meta({ openapi: { method: "GET", path: at("/{id}"), tags, summary: "One partner with contacts and orders" } })
    .input(partnerIdInput)
    .output(partnerDetail)
    .query(async ({ ctx, input }) => {
      const partner = await readPartner(db(), ctx.scope, input.id);
      if (!partner) throw new DomainError<PartnersError>("not_found", "partners.partner_not_found");
      return partner;
    }),

  statement: guarded("invoicing.invoice.read")
    .meta({
      openapi: { method: "GET", path: at("/{id}/statement"), tags, summary: "What a partner owes, and how it came" },
    })
    .input(partnerStatementInput)
    .output(statementSchema.extend({ holder: z.string() }))
    .query(async ({ input: { id, ...asked } }) => {
      const account = partnerAccount(id);
      const { name } = await holderOf(db(), account);
      return { ...(await readStatement(db(), account, asked, new Date())), holder: name };
    }),
});
