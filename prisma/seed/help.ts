import { lockTicket, openTicket, writeMessage } from "#server/modules/tickets/index.ts";
import { bySystem } from "#server/platform/audit.ts";
import type { Tx } from "#server/platform/db.ts";
import { demoAccounts } from "./accounts.ts";

const hour = 3_600_000;

/** Three conversations, so that the help desk has something to answer: one waits for us, one for its customer, one is solved. */
export async function seedHelp(tx: Tx): Promise<void> {
  const now = Date.now();
  const at = (hours: number) => new Date(now - hours * hour);
  const emailOf = (role: string) => demoAccounts.find((account) => account.role === role)?.email ?? "";
  const userOf = (email: string) => tx.user.findUnique({ where: { email }, select: { id: true, name: true } });
  const [customer, staff] = [await userOf(emailOf("customer")), await userOf(emailOf("support"))];
  const lamp = await tx.product.findUnique({ where: { slug: "lampe-cepe" }, select: { id: true } });
  const guest = { userId: null, name: "Inès Moreau", email: "ines@demo.comptoir.example", locale: "fr", orderId: null };
  await openTicket(tx, {
    ...guest,
    ...{ productId: lamp?.id ?? null, category: "product", subject: "Quelle ampoule pour la lampe Cèpe ?", now: at(3) },
    body: "Bonjour,\n\nL’ampoule est-elle fournie ? Sinon, quel culot faut-il prendre ?\n\nMerci d’avance.",
  });
  if (!customer || !staff) return;
  const own = { userId: customer.id, name: customer.name, email: emailOf("customer"), locale: "fr", orderId: null };
  const answered = async (
    subject: string,
    body: string,
    answer: string,
    hours: number,
    status: "waiting" | "solved",
  ) => {
    const asked = { ...own, productId: null, category: "delivery" as const, subject, body, now: at(hours) };
    const { id } = await openTicket(tx, asked);
    const [name = ""] = staff.name.split(" ");
    const said = { side: "staff" as const, name, body: answer, status, now: at(hours - 2) };
    await writeMessage(tx, await lockTicket(tx, id), said, { ...bySystem, userId: staff.id });
  };
  await answered(
    "Peut-on livrer au troisième étage ?",
    "L’ascenseur est étroit : les livreurs peuvent-ils monter le fauteuil par l’escalier ?",
    "Bonjour, oui, à deux. Pouvez-vous nous donner la largeur de l’escalier ?",
    30,
    "waiting",
  );
  await answered(
    "Changer le créneau de livraison",
    "Serait-il possible d’être livrée plutôt le samedi ?",
    "C’est noté : le transporteur passera samedi matin.",
    80,
    "solved",
  );
}
