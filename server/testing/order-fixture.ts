// Orders for tests: made by the same commands that the shop uses, so that every rule of the database holds.
import { randomUUID } from "node:crypto";
import { planDelivery } from "#server/flows/deliver-order/plan-delivery.ts";
import { keepBooks } from "#server/flows/keep-books/keep-books.ts";
import { fixedClock } from "#server/kernel/clock.ts";
import { decimal } from "#server/kernel/decimal.ts";
import { newId } from "#server/kernel/ids.ts";
import { extend, type Money, money } from "#server/kernel/money.ts";
import type { ReturnExclusion } from "#server/kernel/return-exclusions.ts";
import { channelById } from "#server/modules/channels/index.ts";
import { applyTruth, createPayment, lockPayment } from "#server/modules/payments/index.ts";
import type { ProviderTruth } from "#server/modules/payments/port.ts";
import { confirmOrder, createOrderAtEnd, lockOrder } from "#server/modules/sales/index.ts";
import { receive, reserve } from "#server/modules/stock/index.ts";
import { computeTaxes } from "#server/modules/tax/index.ts";
import { bySystem } from "#server/platform/audit.ts";
import { nextNumber } from "#server/platform/counter.ts";
import { db } from "#server/platform/db.ts";
import { inTx } from "#server/platform/tx.ts";

const unique = () => randomUUID().slice(0, 8);

/** Two warehouses, the customer and supplier side, a channel and a shipping method; made once per database. */
export async function testShop() {
  const client = db();
  const location = (code: string, kind: string) =>
    client.location.upsert({
      where: { code },
      create: { id: newId("location"), code, name: code === "T1" ? "Lyon" : code, kind, city: "Lyon" },
      update: {},
    });
  const [first, second] = [await location("T1", "warehouse"), await location("T2", "store")];
  await location("CUSTOMER", "customer");
  await location("SUPPLIER", "supplier");
  const list = await client.priceList.upsert({
    where: { code: "test" },
    create: { id: newId("priceList"), code: "test", name: { fr: "Test" }, currency: "EUR", taxIncluded: true },
    update: {},
  });
  const channel = await client.channel.upsert({
    where: { code: "test" },
    create: { id: newId("channel"), code: "test", kind: "web", name: { fr: "Test" }, priceListId: list.id },
    update: {},
  });
  for (const [priority, { id: locationId }] of [first, second].entries()) {
    await client.channelLocation.upsert({
      where: { channelId_locationId: { channelId: channel.id, locationId } },
      create: { channelId: channel.id, locationId, priority },
      update: {},
    });
  }
  const method = await client.shippingMethod.upsert({
    where: { code: "test-home" },
    create: {
      id: newId("shippingMethod"),
      code: "test-home",
      name: { fr: "À domicile", en: "Home" },
      carrier: "Colissimo",
      trackingUrl: "https://track.example/{tracking}",
      countries: ["FR"],
      currency: "EUR",
      priceMinor: 990,
      minDays: 2,
      maxDays: 3,
    },
    update: {},
  });
  return { first, second, channel, method };
}

export type TestLine = {
  /** Tax included, major units. */
  price: string;
  quantity: number;
  rate?: string;
  name?: string;
  description?: string;
  /** On hand at the first and second location before the order; by default enough at the first. */
  stock?: [number, number];
  returnExclusion?: ReturnExclusion;
};

export type TestOrder = {
  lines?: TestLine[];
  locale?: "fr" | "en";
  shipping?: string;
  userId?: string | null;
  partnerId?: string | null;
  email?: string;
  company?: string;
  billing?: Partial<{
    recipient: string;
    company: string;
    line1: string;
    postcode: string;
    city: string;
    country: string;
  }>;
  now?: Date;
  /** Stop before payment. */
  unpaid?: boolean;
};

/** What a provider says of a payment that it took in full. */
const takenInFull = (paymentId: string, { minor, currency }: Money): ProviderTruth => ({
  sessionRef: `cs_${paymentId}`,
  intentRef: null,
  paymentId,
  status: "captured",
  amountMinor: minor,
  authorisedMinor: minor,
  authorisedUntil: null,
  capturedMinor: minor,
  refundedMinor: 0,
  currency,
  attempts: [],
  refunds: [],
});

/** A paid order with its stock committed and its deliveries planned. */
export async function makeOrder(options: TestOrder = {}) {
  const shop = await testShop();
  const now = options.now ?? new Date();
  const wanted = options.lines ?? [
    { price: "120.00", quantity: 2, name: "Chaise Alba", description: "Chêne naturel" },
    { price: "19.90", quantity: 3, name: "Bol Olt", description: "Céladon" },
  ];
  const variants: string[] = [];
  for (const [i, line] of wanted.entries()) {
    const id = newId("variant");
    await db().product.create({
      data: {
        id: newId("product"),
        slug: `test-${unique()}-${i}`,
        status: "active",
        name: { fr: line.name ?? `Article ${i}` },
        returnExclusion: line.returnExclusion ?? null,
        variants: { create: { id, sku: `T-${unique()}`, weightG: 1000 } },
      },
    });
    variants.push(id);
    const stock = line.stock ?? [line.quantity, 0];
    for (const [at, quantity] of stock.entries()) {
      if (!quantity) continue;
      await inTx((tx) =>
        receive(
          tx,
          [{ variantId: id, locationCode: at === 0 ? shop.first.code : shop.second.code, quantity, note: "test" }],
          bySystem,
        ),
      );
    }
  }
  const taxed = computeTaxes({
    lines: [...wanted, { price: options.shipping ?? "9.90", quantity: 1, rate: "0.2" }].map((line) => ({
      grossMinor: extend(decimal(line.price), decimal(line.quantity), "EUR").minor,
      rate: line.rate ?? "0.2",
    })),
    taxIncluded: true,
    currency: "EUR",
  }).lines;
  const priced = (i: number) => taxed.at(i) ?? { netMinor: 0, taxMinor: 0, grossMinor: 0 };
  const lines = wanted.map((line, i) => ({
    id: newId("orderLine"),
    kind: "product" as const,
    variantId: variants[i] ?? "",
    sku: `SKU-${i + 1}`,
    name: line.name ?? `Article ${i + 1}`,
    description: line.description ?? null,
    mediaKey: null,
    returnExclusion: line.returnExclusion ?? null,
    quantity: line.quantity,
    unitPrice: line.price,
    taxCategory: "standard",
    taxRate: line.rate ?? "0.2",
    discountMinor: 0,
    ...priced(i),
  }));
  const shipping = {
    ...priced(-1),
    id: newId("orderLine"),
    kind: "shipping" as const,
    variantId: null,
    sku: null,
    name: options.locale === "en" ? "Home delivery" : "Livraison à domicile",
    description: null,
    mediaKey: null,
    returnExclusion: null,
    quantity: 1,
    unitPrice: options.shipping ?? "9.90",
    taxCategory: "standard",
    taxRate: "0.2",
    discountMinor: 0,
  };
  const all = [...lines, shipping];
  const sum = (pick: (line: (typeof all)[number]) => number, of: readonly (typeof all)[number][] = all) =>
    of.reduce((total, line) => total + pick(line), 0);
  const delivery = {
    recipient: "Zoé Œuvrard",
    ...(options.company && { company: options.company }),
    line1: "12 rue des Tanneurs",
    postcode: "69005",
    city: "Lyon",
    country: "FR",
  };
  const order = await inTx(async (tx) =>
    createOrderAtEnd(
      tx,
      {
        number: await nextNumber(tx, "order", now),
        channelId: shop.channel.id,
        cartId: null,
        userId: options.userId ?? null,
        partnerId: options.partnerId ?? null,
        email: options.email ?? `${unique()}@example.test`,
        phone: null,
        locale: options.locale ?? "fr",
        currency: "EUR",
        taxIncluded: true,
        lines: all,
        totals: {
          itemsMinor: sum((l) => l.grossMinor, lines),
          discountMinor: 0,
          shippingMinor: shipping.grossMinor,
          netMinor: sum((l) => l.netMinor),
          taxMinor: sum((l) => l.taxMinor),
          totalMinor: sum((l) => l.grossMinor),
        },
        shippingMethod: { code: shop.method.code, name: shipping.name },
        billing: { ...delivery, ...options.billing },
        delivery,
        note: null,
        holdExpiresAt: new Date(now.getTime() + 1_800_000),
        now,
      },
      bySystem,
    ),
  );
  const demands = lines.map((line) => ({ lineId: line.id, variantId: line.variantId, quantity: line.quantity }));
  await inTx(async (tx) => {
    const locked = await lockOrder(tx, order.id);
    if (!options.unpaid) {
      const total = money(locked.totalMinor, "EUR");
      const payment = { orderId: order.id, provider: "stripe", amount: total, expiresAt: now, now };
      const { id: paymentId } = await createPayment(tx, payment);
      await applyTruth(tx, await lockPayment(tx, paymentId), takenInFull(paymentId, total), now);
    }
    const expiresAt = options.unpaid ? new Date(now.getTime() + 1_800_000) : null;
    const channel = await channelById(tx, shop.channel.id);
    await reserve(tx, { orderId: order.id, demands, channel, to: null, acceptsWaiting: false, expiresAt, now });
    if (options.unpaid) return;
    await confirmOrder(tx, locked, now);
    await keepBooks(tx, order.id, now);
  });
  const deliveries = options.unpaid ? [] : await planDelivery(order.id, fixedClock(now));
  return {
    ...order,
    lines,
    shipping,
    totalMinor: money(
      sum((l) => l.grossMinor),
      "EUR",
    ).minor,
    deliveries,
    shop,
  };
}
