-- A registration waits in its token until the mailbox is proven: no user row exists before.
ALTER TABLE "login_token" ADD COLUMN IF NOT EXISTS "data" JSONB NOT NULL DEFAULT '{}';
