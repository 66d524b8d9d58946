CREATE TABLE "request_share" (
	"request_id" text NOT NULL,
	"authority_id" text NOT NULL,
	"tenant_id" text NOT NULL,
	"why" text NOT NULL,
	"since" bigint NOT NULL,
	"until" bigint,
	CONSTRAINT "request_share_request_id_authority_id_pk" PRIMARY KEY("request_id","authority_id")
);
--> statement-breakpoint
ALTER TABLE "request_share" ADD CONSTRAINT "request_share_request_id_request_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."request"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "request_share" ADD CONSTRAINT "request_share_authority_id_authority_id_fk" FOREIGN KEY ("authority_id") REFERENCES "public"."authority"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "request_share" ADD CONSTRAINT "request_share_tenant_id_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenant"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE INDEX "request_share_authority" ON "request_share" USING btree ("authority_id","since");
