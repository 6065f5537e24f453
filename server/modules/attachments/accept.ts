import { DomainError } from "#server/kernel/errors.ts";
import { Gate } from "#server/platform/gate.ts";
import { redrawPicture } from "#server/platform/pictures.ts";
import { type AttachmentMime, maxFileBytes } from "./contract.ts";
import { cleanName, kindOf, nameAs } from "./kinds.ts";
import { judgePdf } from "./plain-pdf.ts";

export type Accepted = {
  name: string;
  mime: AttachmentMime;
  bytes: Uint8Array;
  width: number | null;
  height: number | null;
};

/** A damage can be seen at this size, and a page of photos still loads. */
const side = 2000;

// Redrawing takes a core for a moment: two at a time, and nobody waits for long.
const redrawing = new Gate(() => 2, 15_000);

/**
 * A file as it is kept: pictures drawn anew, PDFs as they came when they only show. Throws DomainError unprocessable
 * `attachments.too_large` { megabytes }, `attachments.kind_not_allowed`, `attachments.damaged`, `attachments.active_content`;
 * unavailable `unavailable` when too many come at once.
 */
export async function acceptFile(given: string, bytes: Buffer): Promise<Accepted> {
  if (bytes.length > maxFileBytes) {
    throw new DomainError("unprocessable", "attachments.too_large", { megabytes: maxFileBytes / 1024 / 1024 });
  }
  const name = cleanName(given);
  const kind = kindOf(bytes);
  if (kind === "picture") {
    const drawn = await redrawing.through(() => redrawPicture(bytes, side).catch(() => null));
    if (!drawn) throw new DomainError("unprocessable", "attachments.damaged");
    return { ...drawn, name: nameAs(name, "webp"), mime: "image/webp" };
  }
  if (kind !== "pdf") throw new DomainError("unprocessable", "attachments.kind_not_allowed");
  const judged = judgePdf(bytes);
  if (judged === "damaged") throw new DomainError("unprocessable", "attachments.damaged");
  if (judged === "active") throw new DomainError("unprocessable", "attachments.active_content");
  return { name: nameAs(name, "pdf"), mime: "application/pdf", bytes, width: null, height: null };
}
