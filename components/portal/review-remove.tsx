"use client";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogActions, DialogClose, DialogContent, DialogTrigger } from "#components/ui/dialog.tsx";

/** Takes a review back, after having asked. */
export function RemoveReview({ name, busy, onRemove }: { name: string; busy: boolean; onRemove: () => void }) {
  const t = useTranslations("reviews.own");
  return (
    <Dialog>
      <DialogTrigger asChild>
        <Button size="sm" variant="ghost" busy={busy} aria-label={t("removeOf", { name })}>
          {t("remove")}
        </Button>
      </DialogTrigger>
      <DialogContent title={t("removeTitle")} description={t("removeText")}>
        <DialogActions>
          <DialogClose asChild>
            <Button>{t("keep")}</Button>
          </DialogClose>
          <DialogClose asChild>
            <Button variant="danger" onClick={onRemove}>
              {t("removeConfirm")}
            </Button>
          </DialogClose>
        </DialogActions>
      </DialogContent>
    </Dialog>
  );
}
