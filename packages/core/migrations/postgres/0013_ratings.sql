CREATE TABLE "rating" (
	"id" text PRIMARY KEY NOT NULL,
	"tenant_id" text NOT NULL,
	"site_id" text NOT NULL,
	"service_id" text NOT NULL,
	"operator_id" text NOT NULL,
	"channel" text NOT NULL,
	"stage" text NOT NULL,
	"month" text NOT NULL,
	"score" text NOT NULL,
	"comment" text,
	"hidden" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "rating_used" (
	"hash" text PRIMARY KEY NOT NULL,
	"tenant_id" text NOT NULL,
	"month" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "request_follow_up" (
	"request_id" text PRIMARY KEY NOT NULL,
	"tenant_id" text NOT NULL,
	"at" bigint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "rating" ADD CONSTRAINT "rating_tenant_id_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenant"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "rating" ADD CONSTRAINT "rating_site_id_site_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."site"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "rating" ADD CONSTRAINT "rating_service_id_service_id_fk" FOREIGN KEY ("service_id") REFERENCES "public"."service"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "rating" ADD CONSTRAINT "rating_operator_id_authority_id_fk" FOREIGN KEY ("operator_id") REFERENCES "public"."authority"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "rating_used" ADD CONSTRAINT "rating_used_tenant_id_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenant"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "request_follow_up" ADD CONSTRAINT "request_follow_up_request_id_request_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."request"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "request_follow_up" ADD CONSTRAINT "request_follow_up_tenant_id_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenant"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE INDEX "rating_operator" ON "rating" USING btree ("tenant_id","operator_id","month");
--> statement-breakpoint
CREATE INDEX "rating_site" ON "rating" USING btree ("tenant_id","site_id","month");
--> statement-breakpoint
CREATE INDEX "rating_used_month" ON "rating_used" USING btree ("tenant_id","month");
