CREATE TABLE "procedures_revision" (
	"id" text PRIMARY KEY NOT NULL,
	"tenant_id" text NOT NULL,
	"request_id" text NOT NULL,
	"at" bigint NOT NULL,
	"answers" jsonb NOT NULL
);
--> statement-breakpoint
ALTER TABLE "procedures_submission" ADD COLUMN "state" jsonb;
--> statement-breakpoint
ALTER TABLE "procedures_submission" ADD COLUMN "work" jsonb;
--> statement-breakpoint
ALTER TABLE "procedures_submission" ADD COLUMN "correction" jsonb;
--> statement-breakpoint
CREATE INDEX "procedures_revision_request" ON "procedures_revision" USING btree ("request_id","at");
