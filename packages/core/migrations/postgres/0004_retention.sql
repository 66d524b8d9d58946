ALTER TABLE "citizen" ADD COLUMN "warned_at" bigint;
--> statement-breakpoint
CREATE INDEX "request_due" ON "request" USING btree ("tenant_id","erased_at","moved_at");
