"use client";
import { Menu } from "lucide-react";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { usePathname } from "#app/_i18n/navigation.ts";

const MenuSheet = dynamic(() => import("./menu-sheet.tsx").then((m) => m.MenuSheet), { ssr: false });

/** The menu of small screens. */
export function MenuButton() {
  const t = useTranslations("storefront.header");
  const [open, setOpen] = useState(false);
  const [wanted, setWanted] = useState(false);
  const pathname = usePathname();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new page closes the menu
  useEffect(() => setOpen(false), [pathname]);
  return (
    <>
      <button
        type="button"
        aria-label={t("openMenu")}
        aria-haspopup="dialog"
        aria-expanded={open}
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
