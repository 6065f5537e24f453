import { useTranslations } from "next-intl";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table.tsx";
import type { DeliveryDetail } from "../dto.ts";
import { MediaThumb } from "../shared/media-thumb.tsx";

/** What is to be sent, or was; on paper with a box to tick. */
export function DeliveryLines({ delivery }: { delivery: DeliveryDetail }) {
  const t = useTranslations("backoffice.delivery");
  const showPicked = delivery.status !== "planned" && delivery.status !== "cancelled";
  return (
    <Table caption={t("lines")}>
      <TableHead className="border-line text-xs">
        <tr className="h-7">
          <TableHeader>{t("product")}</TableHeader>
          <TableHeader numeric>{t("quantity")}</TableHeader>
          {showPicked && <TableHeader numeric>{t("picked")}</TableHeader>}
          <TableHeader className="hidden print:table-cell">
            <span className="sr-only">{t("tick")}</span>
          </TableHeader>
        </tr>
      </TableHead>
      <TableBody>
        {delivery.lines.map((line) => (
          <TableRow key={line.id}>
            <TableCell>
              <LineName line={line} />
            </TableCell>
            <TableCell numeric>{line.quantity}</TableCell>
            {showPicked && (
              <TableCell numeric className={line.picked < line.quantity ? "text-warning" : undefined}>
                {line.picked}
              </TableCell>
            )}
            <TableCell className="hidden w-10 print:table-cell">
              <span className="block size-5 border border-edge" />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

export function LineName({ line }: { line: DeliveryDetail["lines"][number] }) {
  return (
    <div className="flex items-center gap-3 py-1">
      <MediaThumb mediaKey={line.mediaKey} size={40} />
      <div className="min-w-0">
        <p className="font-medium">{line.name}</p>
        <p className="text-xs text-muted">
          <span className="tabular">{line.sku}</span>
          {line.description && ` · ${line.description}`}
        </p>
      </div>
    </div>
  );
}
