"use client";

import { CircleHelp, Menu, Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, Suspense, useState, useSyncExternalStore } from "react";
import { Link, usePathname } from "#app/_i18n/navigation.ts";
import { Button } from "#components/ui/button.tsx";
import { Sheet, SheetContent } from "#components/ui/sheet.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { CommandPalette } from "./command-palette.tsx";
import { HelpDialog } from "./help-dialog.tsx";
import { Rail } from "./rail.tsx";
import { SessionProvider, type ShellSession, useShellSession } from "./session.tsx";
import { useShortcuts } from "./use-shortcuts.ts";
import { UserMenu } from "./user-menu.tsx";

type Overlay = "palette" | "help" | null;

/** Rail, top bar and keyboard around every staff page. Drawn at once; what depends on the session fills in. */
export function Shell({ session, children }: { session: Promise<ShellSession>; children: ReactNode }) {
  const t = useTranslations("backoffice.shell");
  const [overlay, setOverlay] = useState<Overlay>(null);
  return (
    <SessionProvider session={session}>
      <div className="grid min-h-dvh grid-cols-[minmax(0,1fr)] lg:grid-cols-[13rem_minmax(0,1fr)] print:block">
        <a
          href="#content"
          className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-60 focus:rounded-control focus:bg-ink focus:px-3 focus:py-2 focus:text-paper"
        >
          {t("skip")}
        </a>
        <div className="sticky top-0 hidden h-dvh flex-col overflow-y-auto border-r border-line bg-sunk lg:flex print:hidden">
          <Brand className="flex h-12 shrink-0 items-center px-4" />
          <Suspense fallback={<RailSkeleton />}>
            <StaffRail />
          </Suspense>
        </div>
        <div className="flex min-w-0 flex-col">
          <header className="sticky top-0 z-30 flex h-12 items-center gap-2 border-b border-line bg-paper px-3 sm:px-5 print:hidden">
            <Suspense fallback={<span className="-ml-1 size-8 lg:hidden" />}>
              <RailSheet />
            </Suspense>
            <button
              type="button"
              onClick={() => setOverlay("palette")}
              className="flex h-8 w-full max-w-sm min-w-0 items-center gap-2 rounded-control border border-line bg-sunk px-2.5 text-left text-muted transition-colors hover:border-edge"
            >
              <Search aria-hidden className="size-4 shrink-0" />
              <span className="grow truncate">{t("search")}</span>
              <kbd className="hidden rounded-[3px] border border-line bg-paper px-1.5 font-sans text-xs sm:block">
                <PaletteKeys />
              </kbd>
            </button>
            <div className="ml-auto flex shrink-0 items-center gap-1">
              <Button
                variant="ghost"
                size="icon"
                className="max-sm:hidden"
                aria-label={t("help")}
                onClick={() => setOverlay("help")}
              >
                <CircleHelp aria-hidden />
              </Button>
              <Suspense fallback={<Skeleton className="size-8 rounded-full" />}>
                <StaffMenu />
              </Suspense>
            </div>
          </header>
          <main id="content" tabIndex={-1} className="grow px-3 py-4 outline-none sm:px-5 sm:py-5 print:p-0">
            {children}
          </main>
        </div>
      </div>
      <Suspense>
        <Overlays overlay={overlay} setOverlay={setOverlay} />
      </Suspense>
    </SessionProvider>
  );
}

const nothingChanges = () => () => {};

/** ⌘K on Apple keyboards, Ctrl K elsewhere and before the browser has told. */
function PaletteKeys() {
  const apple = useSyncExternalStore(
    nothingChanges,
    () => /Mac|iPhone|iPad/.test(navigator.platform),
    () => false,
  );
  return apple ? "⌘ K" : "Ctrl K";
}

function Brand({ className }: { className?: string }) {
  const t = useTranslations("backoffice.shell");
  return (
    <Link href="/admin" className={className}>
      <span className="text-sm font-semibold tracking-tight">{t("brand")}</span>
    </Link>
  );
}

function StaffRail() {
  const { staff } = useShellSession();
  return <Rail roles={staff?.roles ?? []} />;
}

function StaffMenu() {
  const { staff } = useShellSession();
  return staff && <UserMenu staff={staff} />;
}

function RailSkeleton() {
  return (
    <div aria-hidden className="grid gap-2 px-4 py-2">
      {["w-16", "w-24", "w-20", "w-24", "w-16"].map((width, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a fixed list of grey bars
        <Skeleton key={i} className={`h-4 ${width}`} />
      ))}
    </div>
  );
}

/** The rail on narrow screens. Open at one address only: going anywhere closes it. */
function RailSheet() {
  const t = useTranslations("backoffice.shell");
  const path = usePathname();
  const [openAt, setOpenAt] = useState<string | null>(null);
  return (
    <Sheet open={openAt === path} onOpenChange={(next) => setOpenAt(next ? path : null)}>
      <Button
        variant="ghost"
        size="icon"
        className="-ml-1 lg:hidden"
        aria-label={t("menu")}
        aria-expanded={openAt === path}
        onClick={() => setOpenAt(path)}
      >
        <Menu aria-hidden />
      </Button>
      <SheetContent side="left" title={t("brand")} className="[&_h2]:font-sans [&_h2]:text-sm [&_h2]:font-semibold">
        <Suspense fallback={<RailSkeleton />}>
          <StaffRail />
        </Suspense>
      </SheetContent>
    </Sheet>
  );
}

function Overlays({ overlay, setOverlay }: { overlay: Overlay; setOverlay: (next: Overlay) => void }) {
  const { staff } = useShellSession();
  const roles = staff?.roles ?? [];
  useShortcuts({ roles, open: setOverlay });
  const close = () => setOverlay(null);
  return (
    <>
      <CommandPalette roles={roles} open={overlay === "palette"} onClose={close} />
      <HelpDialog roles={roles} open={overlay === "help"} onClose={close} />
    </>
  );
}
