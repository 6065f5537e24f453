import { definePage } from "#app/_page/define-page.tsx";
import { InvoicesPaid } from "#components/portal/invoices-paid.tsx";
import { ListSkeleton } from "#components/portal/portal-skeletons.tsx";
import { titled } from "../../../_title.ts";

export const generateMetadata = titled("invoices");

export default definePage<{ locale: string; id: string }>(
  "account.invoice.own",
  async ({ params, searchParams }) => <InvoicesPaid id={params.id} interrupted={searchParams.cancelled === "1"} />,
  { fallback: <ListSkeleton /> },
);
