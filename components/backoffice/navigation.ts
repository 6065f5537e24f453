import {
  BookText,
  Boxes,
  CalendarCheck,
  Equal,
  FileText,
  Gift,
  Hammer,
  House,
  Landmark,
  LayoutTemplate,
  ListChecks,
  type LucideIcon,
  MessageSquareQuote,
  MessageSquareWarning,
  MessagesSquare,
  Newspaper,
  PackageCheck,
  PackageOpen,
  Scale,
  ScrollText,
  ShieldCheck,
  ShoppingBag,
  ShoppingBasket,
  Star,
  Store,
  Tag,
  Tags,
  TicketPercent,
  TriangleAlert,
  Truck,
  Undo2,
  UserCog,
  Users,
} from "lucide-react";
import { type Actor, can } from "#server/access/actor.ts";
import type { Permission } from "#server/access/permissions.ts";

export type AreaKey =
  | "home"
  | "orders"
  | "deliveries"
  | "pickups"
  | "promises"
  | "shipping"
  | "returns"
  | "claims"
  | "withdrawals"
  | "tickets"
  | "invoices"
  | "products"
  | "attributes"
  | "makers"
  | "synonyms"
  | "homePage"
  | "articles"
  | "reviews"
  | "stock"
  | "channels"
  | "priceLists"
  | "coupons"
  | "giftCards"
  | "loyalty"
  | "customers"
  | "quotes"
  | "users"
  | "bank"
  | "reconciliation"
  | "accounting"
  | "checks"
  | "jobs"
  | "audit";

export type Area = {
  readonly key: AreaKey;
  readonly href: string;
  readonly permission: Permission;
  /** After "g"; the alphabet is shorter than the rail. */
  readonly letter?: string;
  readonly icon: LucideIcon;
  readonly group: "work" | "offer" | "people" | "system";
};

/** Every area of the back office, in the order of the rail. A new one is one line here and a folder under app/…/admin. */
export const areas: readonly Area[] = [
  { key: "home", href: "/admin", permission: "backoffice.home.read", letter: "h", icon: House, group: "work" },
  {
    key: "orders",
    href: "/admin/orders",
    permission: "sales.order.read",
    letter: "o",
    icon: ShoppingBag,
    group: "work",
  },
  {
    key: "deliveries",
    href: "/admin/deliveries",
    permission: "fulfilment.delivery.read",
    letter: "d",
    icon: PackageOpen,
    group: "work",
  },
  {
    key: "pickups",
    href: "/admin/pickups",
    permission: "fulfilment.pickup.read",
    icon: ShoppingBasket,
    group: "work",
  },
  {
    key: "promises",
    href: "/admin/promises",
    permission: "fulfilment.promise.read",
    icon: CalendarCheck,
    group: "work",
  },
  {
    key: "returns",
    href: "/admin/returns",
    permission: "fulfilment.return.read",
    letter: "t",
    icon: PackageCheck,
    group: "work",
  },
  {
    key: "claims",
    href: "/admin/claims",
    permission: "claims.claim.read",
    icon: MessageSquareWarning,
    group: "work",
  },
  {
    key: "withdrawals",
    href: "/admin/withdrawals",
    permission: "fulfilment.return.read",
    icon: Undo2,
    group: "work",
  },
  {
    key: "tickets",
    href: "/admin/tickets",
    permission: "tickets.ticket.read",
    icon: MessagesSquare,
    group: "work",
  },
  {
    key: "invoices",
    href: "/admin/invoices",
    permission: "invoicing.invoice.read",
    letter: "i",
    icon: FileText,
    group: "work",
  },
  {
    key: "bank",
    href: "/admin/bank",
    permission: "payments.bank.read",
    letter: "m",
    icon: Landmark,
    group: "work",
  },
  {
    key: "reconciliation",
    href: "/admin/reconciliation",
    permission: "payments.reconciliation.read",
    letter: "e",
    icon: Scale,
    group: "work",
  },
  {
    key: "accounting",
    href: "/admin/accounting",
    permission: "accounting.journal.read",
    letter: "l",
    icon: BookText,
    group: "work",
  },
  {
    key: "products",
    href: "/admin/products",
    permission: "catalogue.product.read",
    letter: "p",
    icon: Tag,
    group: "offer",
  },
  {
    key: "attributes",
    href: "/admin/attributes",
    permission: "catalogue.product.write",
    letter: "f",
    icon: ListChecks,
    group: "offer",
  },
  {
    key: "makers",
    href: "/admin/makers",
    permission: "catalogue.product.write",
    letter: "x",
    icon: Hammer,
    group: "offer",
  },
  {
    key: "synonyms",
    href: "/admin/synonyms",
    permission: "catalogue.product.write",
    letter: "y",
    icon: Equal,
    group: "offer",
  },
  {
    key: "homePage",
    href: "/admin/home-page",
    permission: "content.page.write",
    letter: "z",
    icon: LayoutTemplate,
    group: "offer",
  },
  {
    key: "articles",
    href: "/admin/articles",
    permission: "content.page.write",
    letter: "w",
    icon: Newspaper,
    group: "offer",
  },
  {
    key: "reviews",
    href: "/admin/reviews",
    permission: "reviews.review.read",
    icon: MessageSquareQuote,
    group: "offer",
  },
  { key: "stock", href: "/admin/stock", permission: "stock.level.read", letter: "s", icon: Boxes, group: "offer" },
  {
    key: "shipping",
    href: "/admin/shipping",
    permission: "fulfilment.promise.read",
    icon: Truck,
    group: "offer",
  },
  {
    key: "channels",
    href: "/admin/channels",
    permission: "channels.channel.read",
    letter: "n",
    icon: Store,
    group: "offer",
  },
  {
    key: "priceLists",
    href: "/admin/price-lists",
    permission: "pricing.list.read",
    icon: Tags,
    group: "offer",
  },
  {
    key: "coupons",
    href: "/admin/coupons",
    permission: "pricing.coupon.read",
    letter: "r",
    icon: TicketPercent,
    group: "offer",
  },
  {
    key: "giftCards",
    href: "/admin/gift-cards",
    permission: "payments.gift_card.read",
    letter: "q",
    icon: Gift,
    group: "offer",
  },
  {
    key: "loyalty",
    href: "/admin/loyalty",
    permission: "loyalty.account.read",
    icon: Star,
    group: "offer",
  },
  {
    key: "customers",
    href: "/admin/customers",
    permission: "partners.partner.read",
    letter: "c",
    icon: Users,
    group: "people",
  },
  {
    key: "quotes",
    href: "/admin/quotes",
    permission: "quotes.quote.read",
    icon: FileText,
    group: "people",
  },
  { key: "users", href: "/admin/users", permission: "identity.user.read", letter: "u", icon: UserCog, group: "people" },
  {
    key: "checks",
    href: "/admin/checks",
    permission: "platform.check.read",
    letter: "v",
    icon: ShieldCheck,
    group: "system",
  },
  {
    key: "jobs",
    href: "/admin/jobs",
    permission: "platform.job.read",
    letter: "b",
    icon: TriangleAlert,
    group: "system",
  },
  {
    key: "audit",
    href: "/admin/audit",
    permission: "platform.audit.read",
    letter: "a",
    icon: ScrollText,
    group: "system",
  },
];

export const areasFor = (actor: Pick<Actor, "roles">): Area[] => areas.filter((area) => can(actor, area.permission));

/** The area a path belongs to: the longest address that starts it. */
export function areaOf(path: string): Area | undefined {
  return areas
    .filter((area) => path === area.href || (area.key !== "home" && path.startsWith(`${area.href}/`)))
    .sort((a, b) => b.href.length - a.href.length)[0];
}
