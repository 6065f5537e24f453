import type { Permission } from "#server/access/permissions.ts";

export type PlaceKey =
  | "toPick"
  | "toShip"
  | "unpaid"
  | "draftInvoices"
  | "creditNotes"
  | "adjustStock"
  | "transferStock"
  | "stockMoves"
  | "newUser"
  | "failedJobs";

/** Answers to "what do I want to do": a filtered list or an opened form, each with the permission its page asks for. */
export const palettePlaces: readonly { key: PlaceKey; href: string; permission: Permission }[] = [
  { key: "toPick", href: "/admin/deliveries?queue=to_pick", permission: "fulfilment.delivery.read" },
  { key: "toShip", href: "/admin/deliveries?status=packed", permission: "fulfilment.delivery.read" },
  { key: "unpaid", href: "/admin/orders?status=awaiting_payment", permission: "sales.order.read" },
  { key: "draftInvoices", href: "/admin/invoices?status=draft", permission: "invoicing.invoice.read" },
  { key: "creditNotes", href: "/admin/invoices?kind=credit_note", permission: "invoicing.invoice.read" },
  { key: "adjustStock", href: "/admin/stock?do=adjust", permission: "stock.level.adjust" },
  { key: "transferStock", href: "/admin/stock?do=transfer", permission: "stock.transfer.create" },
  { key: "stockMoves", href: "/admin/stock/moves", permission: "stock.level.read" },
  { key: "newUser", href: "/admin/users?do=create", permission: "identity.user.write" },
  { key: "failedJobs", href: "/admin/jobs", permission: "platform.job.read" },
];
