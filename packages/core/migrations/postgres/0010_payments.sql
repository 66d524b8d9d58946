CREATE TABLE "payment" (
	"id" text PRIMARY KEY NOT NULL,
	"tenant_id" text NOT NULL,
	"site_id" text NOT NULL,
	"request_id" text,
	"authority_id" text NOT NULL,
	"purpose" text NOT NULL,
	"label" text NOT NULL,
	"amount" integer NOT NULL,
	"reference" text NOT NULL,
	"payer" text NOT NULL,
	"status" text NOT NULL,
	"asked_at" bigint NOT NULL,
	"paid_at" bigint,
	"means" text,
	"number" text,
	"mode" text,
	"agent_id" text
);
--> statement-breakpoint
CREATE TABLE "payment_attempt" (
	"id" text PRIMARY KEY NOT NULL,
	"tenant_id" text NOT NULL,
	"payment_id" text NOT NULL,
	"provider" text NOT NULL,
	"token" text NOT NULL,
	"url" text NOT NULL,
	"until" bigint NOT NULL,
	"mode" text NOT NULL,
	"status" text NOT NULL,
	"started_at" bigint NOT NULL,
	"checked_at" bigint NOT NULL,
	"called_at" bigint,
	"number" text
);
--> statement-breakpoint
CREATE TABLE "payment_account" (
	"authority_id" text PRIMARY KEY NOT NULL,
	"tenant_id" text NOT NULL,
	"provider" text NOT NULL,
	"settings" text NOT NULL,
	"changed_at" bigint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "payment" ADD CONSTRAINT "payment_tenant_id_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenant"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "payment" ADD CONSTRAINT "payment_site_id_site_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."site"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "payment" ADD CONSTRAINT "payment_request_id_request_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."request"("id") ON DELETE set null ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "payment" ADD CONSTRAINT "payment_authority_id_authority_id_fk" FOREIGN KEY ("authority_id") REFERENCES "public"."authority"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "payment_attempt" ADD CONSTRAINT "payment_attempt_tenant_id_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenant"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "payment_attempt" ADD CONSTRAINT "payment_attempt_payment_id_payment_id_fk" FOREIGN KEY ("payment_id") REFERENCES "public"."payment"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "payment_account" ADD CONSTRAINT "payment_account_authority_id_authority_id_fk" FOREIGN KEY ("authority_id") REFERENCES "public"."authority"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "payment_account" ADD CONSTRAINT "payment_account_tenant_id_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenant"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE UNIQUE INDEX "payment_purpose" ON "payment" USING btree ("request_id","purpose");
--> statement-breakpoint
CREATE UNIQUE INDEX "payment_reference" ON "payment" USING btree ("tenant_id","reference");
--> statement-breakpoint
CREATE INDEX "payment_authority" ON "payment" USING btree ("tenant_id","authority_id","asked_at");
--> statement-breakpoint
CREATE UNIQUE INDEX "payment_attempt_token" ON "payment_attempt" USING btree ("provider","token");
--> statement-breakpoint
CREATE INDEX "payment_attempt_payment" ON "payment_attempt" USING btree ("payment_id","started_at");
