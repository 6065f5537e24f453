import type { Metadata } from "next";
import { connection } from "next/server";
import { getLocale, getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { getProof } from "#app/_data/proof.ts";
import { alternates } from "#app/_data/seo.ts";
import { ProofHow } from "#components/storefront/proof-how.tsx";
import { ProofResult } from "#components/storefront/proof-result.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("proof");
  return {
    title: t("metaTitle"),
    description: t("metaText"),
    alternates: alternates(await getLocale(), "/proof"),
  };
}

async function Result() {
  // The first build of a shop has no database to ask.
  await connection();
  return <ProofResult proof={await getProof(await getLocale())} />;
}

/** Anyone may look up that the books hold: each rule, when it was last checked, over roughly how much, with what result. */
export default async function ProofPage() {
  const t = await getTranslations("proof");
  return (
    <article className="page pt-14 lg:pt-20">
      <h1 className="display max-w-[16ch] text-[clamp(2.75rem,5vw,4.5rem)]">{t("title")}</h1>
      <p className="mt-5 max-w-[52ch] text-xl leading-relaxed text-pretty">{t("intro")}</p>
      <Suspense fallback={<Skeleton className="mt-12 h-40 w-full" />}>
        <Result />
      </Suspense>
      <ProofHow />
    </article>
  );
}
