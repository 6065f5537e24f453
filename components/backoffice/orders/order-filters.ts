/** The values the order list filters and sorts by: the same words as the API's. */
export const orderStatuses = ["awaiting_payment", "confirmed", "completed", "cancelled", "expired"] as const;
export const paymentStatuses = ["unpaid", "authorised", "paid", "partially_refunded", "refunded"] as const;
export const deliveryStatuses = ["none", "partial", "shipped", "delivered"] as const;
export const orderSorts = ["placed_desc", "placed_asc", "total_desc", "total_asc"] as const;
export const defaultOrderSort = "placed_desc";
export const orderListKeys = ["status", "paymentStatus", "deliveryStatus", "query", "sort"] as const;
