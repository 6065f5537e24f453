import { receiveMail } from "#server/webhooks/receive-mail.ts";
import { receiveWebhook } from "#server/webhooks/receive-webhook.ts";

export async function POST(request: Request, { params }: { params: Promise<{ provider: string }> }) {
  const { provider } = await params;
  return provider === "mail" ? receiveMail(request) : receiveWebhook(provider, request);
}
