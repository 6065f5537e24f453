import { receiveWebhook } from "#server/webhooks/receive-webhook.ts";

export async function POST(request: Request, { params }: { params: Promise<{ provider: string }> }) {
  return receiveWebhook((await params).provider, request);
}
