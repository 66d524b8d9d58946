CREATE TABLE "appointments_motif" (
	"id" text PRIMARY KEY NOT NULL,
	"tenant_id" text NOT NULL,
	"slug" text NOT NULL,
	"title" text NOT NULL,
	"summary" text NOT NULL,
	"received_by" text NOT NULL,
	"place" text NOT NULL,
	"bring" jsonb NOT NULL,
	"minutes" integer NOT NULL,
	"step" integer NOT NULL,
	"buffer_before" integer NOT NULL,
	"buffer_after" integer NOT NULL,
	"notice_minutes" integer NOT NULL,
	"horizon_days" integer NOT NULL,
	"cancel_hours" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "appointments_venue" (
	"id" text PRIMARY KEY NOT NULL,
	"tenant_id" text NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"address" jsonb NOT NULL,
	"commune" text NOT NULL,
	"insee" text NOT NULL,
	"latitude" double precision NOT NULL,
	"longitude" double precision NOT NULL,
	"zone" text NOT NULL,
	"wheelchair" boolean NOT NULL,
	"access" text
);
--> statement-breakpoint
CREATE TABLE "appointments_commune" (
	"tenant_id" text NOT NULL,
	"insee" text NOT NULL,
	"latitude" double precision NOT NULL,
	"longitude" double precision NOT NULL,
	CONSTRAINT "appointments_commune_tenant_id_insee_pk" PRIMARY KEY("tenant_id","insee")
);
--> statement-breakpoint
CREATE TABLE "appointments_resource" (
	"id" text PRIMARY KEY NOT NULL,
	"tenant_id" text NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"agent_id" text,
	"authority_id" text NOT NULL,
	"communes" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "appointments_opening" (
	"id" text PRIMARY KEY NOT NULL,
	"tenant_id" text NOT NULL,
	"resource_id" text NOT NULL,
	"venue_id" text NOT NULL,
	"recurrence" jsonb NOT NULL,
	"start_time" text NOT NULL,
	"end_time" text NOT NULL,
	"first_day" text NOT NULL,
	"last_day" text
);
--> statement-breakpoint
CREATE TABLE "appointments_opening_motif" (
	"opening_id" text NOT NULL,
	"motif_id" text NOT NULL,
	"tenant_id" text NOT NULL,
	CONSTRAINT "appointments_opening_motif_opening_id_motif_id_pk" PRIMARY KEY("opening_id","motif_id")
);
--> statement-breakpoint
CREATE TABLE "appointments_absence" (
	"id" text PRIMARY KEY NOT NULL,
	"tenant_id" text NOT NULL,
	"resource_id" text NOT NULL,
	"starts_at" bigint NOT NULL,
	"ends_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "appointments_occupancy" (
	"id" text PRIMARY KEY NOT NULL,
	"tenant_id" text NOT NULL,
	"resource_id" text NOT NULL,
	"venue_id" text NOT NULL,
	"starts_at" bigint NOT NULL,
	"ends_at" bigint NOT NULL,
	"kind" text NOT NULL,
	"active" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "appointments_appointment" (
	"id" text PRIMARY KEY NOT NULL,
	"tenant_id" text NOT NULL,
	"request_id" text NOT NULL,
	"motif_id" text NOT NULL,
	"venue_id" text NOT NULL,
	"resource_id" text NOT NULL,
	"occupancy_id" text NOT NULL,
	"starts_at" bigint NOT NULL,
	"ends_at" bigint NOT NULL,
	"zone" text NOT NULL,
	"sequence" integer NOT NULL,
	"status" text NOT NULL,
	"person" text NOT NULL,
	"phone" text,
	"note" text,
	CONSTRAINT "appointments_appointment_request_id_unique" UNIQUE("request_id")
);
--> statement-breakpoint
ALTER TABLE "appointments_opening" ADD CONSTRAINT "appointments_opening_resource_id_appointments_resource_id_fk" FOREIGN KEY ("resource_id") REFERENCES "public"."appointments_resource"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "appointments_opening" ADD CONSTRAINT "appointments_opening_venue_id_appointments_venue_id_fk" FOREIGN KEY ("venue_id") REFERENCES "public"."appointments_venue"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "appointments_opening_motif" ADD CONSTRAINT "appointments_opening_motif_opening_id_appointments_opening_id_fk" FOREIGN KEY ("opening_id") REFERENCES "public"."appointments_opening"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "appointments_opening_motif" ADD CONSTRAINT "appointments_opening_motif_motif_id_appointments_motif_id_fk" FOREIGN KEY ("motif_id") REFERENCES "public"."appointments_motif"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "appointments_absence" ADD CONSTRAINT "appointments_absence_resource_id_appointments_resource_id_fk" FOREIGN KEY ("resource_id") REFERENCES "public"."appointments_resource"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "appointments_occupancy" ADD CONSTRAINT "appointments_occupancy_resource_id_appointments_resource_id_fk" FOREIGN KEY ("resource_id") REFERENCES "public"."appointments_resource"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "appointments_occupancy" ADD CONSTRAINT "appointments_occupancy_venue_id_appointments_venue_id_fk" FOREIGN KEY ("venue_id") REFERENCES "public"."appointments_venue"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "appointments_appointment" ADD CONSTRAINT "appointments_appointment_motif_id_appointments_motif_id_fk" FOREIGN KEY ("motif_id") REFERENCES "public"."appointments_motif"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "appointments_appointment" ADD CONSTRAINT "appointments_appointment_venue_id_appointments_venue_id_fk" FOREIGN KEY ("venue_id") REFERENCES "public"."appointments_venue"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "appointments_appointment" ADD CONSTRAINT "appointments_appointment_resource_id_appointments_resource_id_fk" FOREIGN KEY ("resource_id") REFERENCES "public"."appointments_resource"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "appointments_appointment" ADD CONSTRAINT "appointments_appointment_occupancy_id_appointments_occupancy_id_fk" FOREIGN KEY ("occupancy_id") REFERENCES "public"."appointments_occupancy"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE UNIQUE INDEX "appointments_motif_slug" ON "appointments_motif" USING btree ("tenant_id","slug");
--> statement-breakpoint
CREATE UNIQUE INDEX "appointments_venue_slug" ON "appointments_venue" USING btree ("tenant_id","slug");
--> statement-breakpoint
CREATE INDEX "appointments_resource_tenant" ON "appointments_resource" USING btree ("tenant_id");
--> statement-breakpoint
CREATE INDEX "appointments_opening_tenant" ON "appointments_opening" USING btree ("tenant_id");
--> statement-breakpoint
CREATE INDEX "appointments_absence_tenant" ON "appointments_absence" USING btree ("tenant_id","ends_at");
--> statement-breakpoint
CREATE INDEX "appointments_occupancy_tenant" ON "appointments_occupancy" USING btree ("tenant_id","ends_at");
--> statement-breakpoint
CREATE INDEX "appointments_occupancy_resource" ON "appointments_occupancy" USING btree ("resource_id","starts_at");
--> statement-breakpoint
CREATE INDEX "appointments_appointment_tenant" ON "appointments_appointment" USING btree ("tenant_id","starts_at");
--> statement-breakpoint
CREATE EXTENSION IF NOT EXISTS btree_gist;
--> statement-breakpoint
ALTER TABLE "appointments_occupancy" ADD CONSTRAINT "appointments_occupancy_overlap_order" CHECK ("starts_at" < "ends_at");
--> statement-breakpoint
ALTER TABLE "appointments_occupancy" ADD CONSTRAINT "appointments_occupancy_overlap"
EXCLUDE USING gist ("resource_id" WITH =, int8range("starts_at", "ends_at", '[)') WITH &&) WHERE ("active");
