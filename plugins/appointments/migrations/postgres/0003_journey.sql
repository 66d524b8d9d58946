CREATE TABLE "appointments_wait" (
	"request_id" text PRIMARY KEY NOT NULL,
	"tenant_id" text NOT NULL,
	"venue_id" text,
	"since" bigint NOT NULL,
	"notices" integer NOT NULL,
	"noticed_at" bigint,
	"held_id" text,
	"held_start" bigint,
	"held_until" bigint
);
--> statement-breakpoint
CREATE TABLE "appointments_unmet" (
	"tenant_id" text NOT NULL,
	"day" text NOT NULL,
	"motif_id" text NOT NULL,
	"insee" text NOT NULL,
	"reason" text NOT NULL,
	"number" integer NOT NULL,
	CONSTRAINT "appointments_unmet_tenant_id_day_motif_id_insee_reason_pk" PRIMARY KEY("tenant_id","day","motif_id","insee","reason")
);
--> statement-breakpoint
ALTER TABLE "appointments_motif" ADD COLUMN "reschedule_hours" integer DEFAULT 48 NOT NULL;
--> statement-breakpoint
ALTER TABLE "appointments_occupancy" ADD COLUMN "expires_at" bigint;
--> statement-breakpoint
ALTER TABLE "appointments_occupancy" ADD COLUMN "holder" text;
--> statement-breakpoint
ALTER TABLE "appointments_appointment" ADD COLUMN "home" text;
--> statement-breakpoint
ALTER TABLE "appointments_appointment" ADD COLUMN "person_key" text;
--> statement-breakpoint
ALTER TABLE "appointments_appointment" ADD COLUMN "texts" boolean DEFAULT false NOT NULL;
--> statement-breakpoint
ALTER TABLE "appointments_wait" ADD CONSTRAINT "appointments_wait_venue_id_appointments_venue_id_fk" FOREIGN KEY ("venue_id") REFERENCES "public"."appointments_venue"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "appointments_unmet" ADD CONSTRAINT "appointments_unmet_motif_id_appointments_motif_id_fk" FOREIGN KEY ("motif_id") REFERENCES "public"."appointments_motif"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
CREATE INDEX "appointments_wait_tenant" ON "appointments_wait" USING btree ("tenant_id","since");
--> statement-breakpoint
CREATE INDEX "appointments_occupancy_holder" ON "appointments_occupancy" USING btree ("holder");
--> statement-breakpoint
CREATE INDEX "appointments_appointment_person" ON "appointments_appointment" USING btree ("tenant_id","person_key");
