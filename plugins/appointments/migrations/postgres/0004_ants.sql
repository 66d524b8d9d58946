CREATE TABLE "appointments_ants_reason" (
	"motif_id" text NOT NULL,
	"reason" text NOT NULL,
	"tenant_id" text NOT NULL,
	CONSTRAINT "appointments_ants_reason_motif_id_reason_pk" PRIMARY KEY("motif_id","reason")
);
--> statement-breakpoint
CREATE TABLE "appointments_ants_application" (
	"request_id" text NOT NULL,
	"application_id" text NOT NULL,
	"tenant_id" text NOT NULL,
	"management_url" text NOT NULL,
	CONSTRAINT "appointments_ants_application_request_id_application_id_pk" PRIMARY KEY("request_id","application_id")
);
--> statement-breakpoint
ALTER TABLE "appointments_ants_reason" ADD CONSTRAINT "appointments_ants_reason_motif_id_appointments_motif_id_fk" FOREIGN KEY ("motif_id") REFERENCES "public"."appointments_motif"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
CREATE INDEX "appointments_ants_reason_tenant" ON "appointments_ants_reason" USING btree ("tenant_id");
--> statement-breakpoint
CREATE INDEX "appointments_ants_application_id" ON "appointments_ants_application" USING btree ("tenant_id","application_id");
