"use client";
import { Menu } from "lucide-react";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useFolding } from "./use-folding.ts";

const MenuSheet = dynamic(() => import("./menu-sheet.tsx").then((m) => m.MenuSheet), { ssr: false });

/** The menu of small screens. */
export function MenuButton() {
  const t = useTranslations("storefront.header");
  const { ready, open, setOpen } = useFolding();
  const [wanted, setWanted] = useState(false);
  return (
    <>
      <button
        type="button"
        aria-label={t("openMenu")}
        aria-haspopup="dialog"
        aria-expanded={open}
        disabled={!ready}
        onPointerEnter={() => setWanted(true)}
        onClick={() => {
          setWanted(true);
          setOpen(true);
        }}
        className="-ml-2.5 grid size-11 place-items-center lg:hidden"
      >
        <Menu aria-hidden className="size-6 stroke-[1.5]" />
      </button>
      {wanted && <MenuSheet open={open} onOpenChange={setOpen} />}
    </>
  );
}
