"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { Link } from "#app/_i18n/navigation.ts";
import { useTRPC } from "#components/trpc/client.tsx";
import { useErrorMessage } from "#components/trpc/error-message.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { useHydrated } from "#components/ui/use-hydrated.ts";

/** Puts what an order held into the basket again, as far as it is still sold. */
export function OrderAgain({ number }: { number: string }) {
  const t = useTranslations("portal.order.again");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const hydrated = useHydrated();
  const message = useErrorMessage();
  const again = useMutation(
    trpc.account.orders.again.mutationOptions({
      onSuccess: () => queries.invalidateQueries(trpc.shop.cart.pathFilter()),
    }),
  );
  return (
    <div className="grid justify-items-start gap-3">
      <Button disabled={!hydrated} busy={again.isPending} onClick={() => again.mutate({ number })}>
        {t("button")}
      </Button>
      {again.error && <Alert tone="danger">{message(again.error)}</Alert>}
      {again.data && (
        <Alert tone={again.data.missing.length > 0 ? "warning" : "success"}>
          {again.data.added > 0 && t("done", { count: again.data.added })}{" "}
          {again.data.missing.length > 0 && t("missing", { names: again.data.missing.join(", ") })}{" "}
          {again.data.added > 0 && (
            <Link href="/cart" className="underlined">
              {t("toBasket")}
            </Link>
          )}
        </Alert>
      )}
    </div>
  );
}
