import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "#server/api/root.ts";

/** What the staff procedures answer, by the names the screens use. Types only: nothing of the server comes along. */
type Admin = inferRouterOutputs<AppRouter>["admin"];

export type OrderRow = Admin["orders"]["list"]["items"][number];
export type OrderDetail = Admin["orders"]["get"];
export type OrderLine = OrderDetail["lines"][number];
export type OrderPayment = OrderDetail["payments"][number];
export type OrderDelivery = OrderDetail["deliveries"][number];
export type TimelineEntry = OrderDetail["timeline"][number];
export type DeliveryRow = Admin["deliveries"]["list"]["items"][number];
export type DeliveryDetail = Admin["deliveries"]["get"];
export type InvoiceRow = Admin["invoices"]["list"]["items"][number];
export type InvoiceDetail = Admin["invoices"]["get"];
export type ProductRow = Admin["products"]["list"]["items"][number];
export type ProductDetail = Admin["products"]["get"];
export type StockLocation = Admin["stock"]["locations"][number];
export type StockRow = Admin["stock"]["levels"]["items"][number];
export type StockMoveRow = Admin["stock"]["moves"]["items"][number];
export type CouponRow = Admin["coupons"]["list"]["items"][number];
export type GiftCardPage = Admin["giftCards"]["list"];
export type PartnerRow = Admin["partners"]["list"]["items"][number];
export type PartnerDetail = Admin["partners"]["get"];
export type UserRow = Admin["users"]["list"]["items"][number];
export type UserDetail = Admin["users"]["get"];
export type FailedJob = Admin["jobs"]["list"]["items"][number];
export type EntryRow = Admin["accounting"]["journal"]["items"][number];
export type EntryDetail = Admin["accounting"]["entry"];
export type TrialBalance = Admin["accounting"]["balance"];
export type LedgerRow = Admin["accounting"]["customers"]["items"][number];
export type Chart = Admin["accounting"]["chart"];
export type Check = Admin["checks"]["list"][number];
export type AuditRow = Admin["audit"]["list"]["items"][number];
export type HomeSummary = Admin["home"]["summary"];
