// What a warehouse does with an order, without a browser: everything of it is picked, packed, shipped, and arrives.
import { expect } from "@playwright/test";
import { apiAs } from "./api.ts";
import { sql } from "./shop.ts";

type Delivery = {
  number: string;
  version: number;
  lines: { id: string; quantity: number }[];
  parcels: { id: string }[];
};

export type Planned = { number: string; version: number };

/** What the jobs plan a moment after the payment. */
async function allPlanned(orderId: string): Promise<Planned[]> {
  const find = () =>
    sql<Planned>("SELECT number, version FROM delivery WHERE order_id = $1 AND status = 'planned'", [orderId]);
  await expect.poll(async () => (await find()).length, { timeout: 30_000 }).toBeGreaterThan(0);
  return find();
}

/** The first delivery planned for a paid order. */
export const planned = async (orderId: string): Promise<Planned> => (await allPlanned(orderId))[0] as Planned;

/** Brings a paid order to its buyer. */
export async function deliver(orderId: string): Promise<void> {
  const warehouse = await apiAs("warehouse");
  const act = (step: string, input: object) => warehouse.mutate<Delivery>(`admin.deliveries.${step}`, input);
  for (const { number, version } of await allPlanned(orderId)) {
    const begun = await act("startPicking", { number, version });
    const picked = begun.lines.map((line) => ({ deliveryLineId: line.id, picked: line.quantity }));
    const ready = await act("pick", { number, version: begun.version, lines: picked });
    const inside = ready.lines.map((line) => ({ deliveryLineId: line.id, quantity: line.quantity }));
    const packed = await act("pack", { number, version: ready.version, parcels: [{ lines: inside }] });
    const parcels = packed.parcels.map(({ id }) => ({ id, trackingNumber: "6A00000000001" }));
    const gone = await act("ship", { number, version: packed.version, parcels });
    for (const { id } of gone.parcels) await act("markDelivered", { parcelId: id });
  }
}

/** The draft of a paid order's invoice, which a job writes a moment after the payment. */
export async function draftInvoiceOf(orderId: string): Promise<string> {
  let id: string | undefined;
  const find = async () => {
    const [row] = await sql<{ id: string }>("SELECT id FROM invoice WHERE order_id = $1 ORDER BY id DESC", [orderId]);
    id = row?.id;
    return id;
  };
  await expect.poll(find, { timeout: 30_000 }).toBeDefined();
  return id as string;
}
