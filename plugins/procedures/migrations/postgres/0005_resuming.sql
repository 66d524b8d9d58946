CREATE TABLE "procedures_draft_key" (
	"id" text PRIMARY KEY NOT NULL,
	"tenant_id" text NOT NULL,
	"draft_id" text NOT NULL,
	"site_id" text NOT NULL,
	"service_id" text NOT NULL,
	"kind" text NOT NULL,
	"value" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "procedures_signature_code" (
	"draft_id" text NOT NULL,
	"field_id" text NOT NULL,
	"tenant_id" text NOT NULL,
	"by" text NOT NULL,
	"to_hash" text NOT NULL,
	"code_hash" text NOT NULL,
	"tries" integer NOT NULL,
	"sends" integer NOT NULL,
	"sent_at" bigint NOT NULL,
	"expires_at" bigint NOT NULL,
	CONSTRAINT "procedures_signature_code_draft_id_field_id_pk" PRIMARY KEY("draft_id","field_id")
);
--> statement-breakpoint
ALTER TABLE "procedures_draft_key" ADD CONSTRAINT "procedures_draft_key_draft_id_procedures_draft_id_fk" FOREIGN KEY ("draft_id") REFERENCES "public"."procedures_draft"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "procedures_signature_code" ADD CONSTRAINT "procedures_signature_code_draft_id_procedures_draft_id_fk" FOREIGN KEY ("draft_id") REFERENCES "public"."procedures_draft"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
CREATE UNIQUE INDEX "procedures_draft_key_once" ON "procedures_draft_key" USING btree ("site_id","service_id","kind","value");
--> statement-breakpoint
CREATE INDEX "procedures_draft_key_value" ON "procedures_draft_key" USING btree ("tenant_id","kind","value");
--> statement-breakpoint
CREATE INDEX "procedures_draft_key_draft" ON "procedures_draft_key" USING btree ("draft_id");
