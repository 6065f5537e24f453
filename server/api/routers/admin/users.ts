import { z } from "zod";
import type { Scope } from "#server/access/scope.ts";
import { inviteUser } from "#server/flows/manage-users/create-user.ts";
import { resetFactorOf } from "#server/flows/sign-in/second-factor.ts";
import { DomainError } from "#server/kernel/errors.ts";
import {
  createUserInput,
  type IdentityError,
  listUsersInput,
  setRolesInput,
  setStationInput,
  setStatusInput,
  userIdInput,
  userPage,
  userRow,
} from "#server/modules/identity/contract.ts";
import { setSignInPolicyInput, signInPolicySchema } from "#server/modules/identity/contract-security.ts";
import {
  listUsers,
  readUser,
  setRoles,
  setSignInPolicy,
  setStation,
  setStatus,
  signInPolicy,
} from "#server/modules/identity/index.ts";
import { db } from "#server/platform/db.ts";
import { inTx } from "#server/platform/tx.ts";
import { guarded, router } from "../../trpc.ts";

const tags = ["users"];
const at = (path: string) => `/admin/users${path}` as const;

async function mustRead(scope: Scope, id: string) {
  const user = await readUser(db(), scope, id);
  if (!user) throw new DomainError<IdentityError>("not_found", "identity.user_not_found");
  return user;
}

/** Users and their roles. Every change answers the user as it then is. */
export const adminUsersRouter = router({
  list: guarded("identity.user.read")
    .meta({ openapi: { method: "GET", path: at(""), tags, summary: "Users, newest first" } })
    .input(listUsersInput)
    .output(userPage)
    .query(({ ctx, input }) => listUsers(db(), ctx.scope, input)),

  get: guarded("identity.user.read")
    .meta({ openapi: { method: "GET", path: at("/{id}"), tags, summary: "One user" } })
    .input(userIdInput)
    .output(userRow)
    .query(({ ctx, input }) => mustRead(ctx.scope, input.id)),

  create: guarded("identity.user.write")
    .meta({ openapi: { method: "POST", path: at(""), tags, summary: "Invite a user" } })
    .input(createUserInput)
    .output(userRow)
    .mutation(async ({ ctx, input }) => mustRead(ctx.scope, await inviteUser(input, ctx.by))),

  setRoles: guarded("identity.user.write")
    .meta({ openapi: { method: "PUT", path: at("/{id}/roles"), tags, summary: "Replace a user's staff roles" } })
    .input(setRolesInput)
    .output(userRow)
    .mutation(async ({ ctx, input }) => {
      await inTx((tx) => setRoles(tx, input, ctx.by));
      return mustRead(ctx.scope, input.id);
    }),

  setStation: guarded("identity.user.write")
    .meta({ openapi: { method: "PUT", path: at("/{id}/station"), tags, summary: "The store where a user works" } })
    .input(setStationInput)
    .output(userRow)
    .mutation(async ({ ctx, input }) => {
      await inTx((tx) => setStation(tx, input, ctx.by));
      return mustRead(ctx.scope, input.id);
    }),

  setStatus: guarded("identity.user.write")
    .meta({ openapi: { method: "PUT", path: at("/{id}/status"), tags, summary: "Disable or enable a user" } })
    .input(setStatusInput)
    .output(userRow)
    .mutation(async ({ ctx, input }) => {
      await inTx((tx) => setStatus(tx, input, ctx.by));
      return mustRead(ctx.scope, input.id);
    }),

  resetSecondFactor: guarded("identity.user.write")
    .meta({
      openapi: { method: "POST", path: at("/{id}/second-factor/reset"), tags, summary: "Take it from who lost it" },
    })
    .input(userIdInput)
    .output(userRow)
    .mutation(async ({ ctx, input }) => {
      await resetFactorOf(input, ctx.by);
      return mustRead(ctx.scope, input.id);
    }),

  policy: guarded("identity.user.read")
    .meta({ openapi: { method: "GET", path: "/admin/sign-in-policy", tags, summary: "What signing in demands" } })
    .input(z.strictObject({}).optional())
    .output(signInPolicySchema)
    .query(() => signInPolicy(db())),

  setPolicy: guarded("identity.user.write")
    .meta({
      openapi: { method: "PUT", path: "/admin/sign-in-policy", tags, summary: "Demand a second factor of staff" },
    })
    .input(setSignInPolicyInput)
    .output(signInPolicySchema)
    .mutation(async ({ ctx, input }) => {
      await inTx((tx) => setSignInPolicy(tx, input, ctx.by));
      return signInPolicy(db());
    }),
});
