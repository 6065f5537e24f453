"use client";
import { useTranslations } from "next-intl";
import { Providers } from "#components/trpc/providers.tsx";
import { Dialog, DialogContent } from "#components/ui/dialog.tsx";
import { StoreList } from "./store-list.tsx";

/** The store picker over a product page. */
export function StoreDialog({ variantId, onClose }: { variantId: string; onClose: () => void }) {
  const t = useTranslations("stores");
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent title={t("dialog")}>
        <Providers>
          <StoreList variantId={variantId} onChosen={onClose} />
        </Providers>
      </DialogContent>
    </Dialog>
  );
}
