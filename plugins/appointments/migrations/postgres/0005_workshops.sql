CREATE TABLE "appointments_workshop" (
	"id" text PRIMARY KEY NOT NULL,
	"tenant_id" text NOT NULL,
	"authority_id" text NOT NULL,
	"service" text NOT NULL,
	"slug" text NOT NULL,
	"title" text NOT NULL,
	"summary" text NOT NULL,
	"learn" jsonb NOT NULL,
	"audience" text NOT NULL,
	"level" text NOT NULL,
	"theme" text NOT NULL,
	"bring" jsonb NOT NULL,
	"min_age" integer,
	"place" text NOT NULL,
	"link" text,
	"sign_up" text NOT NULL,
	"most_people" integer NOT NULL,
	"access" text NOT NULL,
	"communes" jsonb NOT NULL,
	"status" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "appointments_workshop_session" (
	"id" text PRIMARY KEY NOT NULL,
	"tenant_id" text NOT NULL,
	"workshop_id" text NOT NULL,
	"venue_id" text NOT NULL,
	"starts_at" bigint NOT NULL,
	"ends_at" bigint NOT NULL,
	"zone" text NOT NULL,
	"capacity" integer NOT NULL,
	"taken" integer NOT NULL,
	"status" text NOT NULL,
	"reason" text
);
--> statement-breakpoint
CREATE TABLE "appointments_workshop_leader" (
	"session_id" text NOT NULL,
	"resource_id" text NOT NULL,
	"occupancy_id" text NOT NULL,
	"tenant_id" text NOT NULL,
	CONSTRAINT "appointments_workshop_leader_session_id_resource_id_pk" PRIMARY KEY("session_id","resource_id")
);
--> statement-breakpoint
CREATE TABLE "appointments_enrolment" (
	"id" text PRIMARY KEY NOT NULL,
	"tenant_id" text NOT NULL,
	"request_id" text NOT NULL,
	"workshop_id" text NOT NULL,
	"person" text NOT NULL,
	"people" integer NOT NULL,
	"companions" text,
	"phone" text,
	"note" text,
	"texts" boolean NOT NULL,
	"status" text NOT NULL,
	"since" bigint NOT NULL,
	"notices" integer NOT NULL,
	"noticed_at" bigint,
	"offered_until" bigint,
	"sequence" integer NOT NULL,
	CONSTRAINT "appointments_enrolment_request_id_unique" UNIQUE("request_id")
);
--> statement-breakpoint
CREATE TABLE "appointments_enrolment_session" (
	"enrolment_id" text NOT NULL,
	"session_id" text NOT NULL,
	"tenant_id" text NOT NULL,
	"presence" text NOT NULL,
	CONSTRAINT "appointments_enrolment_session_enrolment_id_session_id_pk" PRIMARY KEY("enrolment_id","session_id")
);
--> statement-breakpoint
CREATE TABLE "appointments_prescription" (
	"request_id" text PRIMARY KEY NOT NULL,
	"tenant_id" text NOT NULL,
	"agent_id" text NOT NULL,
	"agent_name" text NOT NULL,
	"authority_id" text NOT NULL,
	"why" text NOT NULL,
	"agreed_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "appointments_motif_access" (
	"motif_id" text PRIMARY KEY NOT NULL,
	"tenant_id" text NOT NULL,
	"access" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "appointments_workshop_session" ADD CONSTRAINT "appointments_workshop_session_workshop_id_appointments_workshop_id_fk" FOREIGN KEY ("workshop_id") REFERENCES "public"."appointments_workshop"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "appointments_workshop_session" ADD CONSTRAINT "appointments_workshop_session_venue_id_appointments_venue_id_fk" FOREIGN KEY ("venue_id") REFERENCES "public"."appointments_venue"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "appointments_workshop_leader" ADD CONSTRAINT "appointments_workshop_leader_session_id_appointments_workshop_session_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."appointments_workshop_session"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "appointments_workshop_leader" ADD CONSTRAINT "appointments_workshop_leader_resource_id_appointments_resource_id_fk" FOREIGN KEY ("resource_id") REFERENCES "public"."appointments_resource"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "appointments_workshop_leader" ADD CONSTRAINT "appointments_workshop_leader_occupancy_id_appointments_occupancy_id_fk" FOREIGN KEY ("occupancy_id") REFERENCES "public"."appointments_occupancy"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "appointments_enrolment" ADD CONSTRAINT "appointments_enrolment_workshop_id_appointments_workshop_id_fk" FOREIGN KEY ("workshop_id") REFERENCES "public"."appointments_workshop"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "appointments_enrolment_session" ADD CONSTRAINT "appointments_enrolment_session_enrolment_id_appointments_enrolment_id_fk" FOREIGN KEY ("enrolment_id") REFERENCES "public"."appointments_enrolment"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "appointments_enrolment_session" ADD CONSTRAINT "appointments_enrolment_session_session_id_appointments_workshop_session_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."appointments_workshop_session"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "appointments_motif_access" ADD CONSTRAINT "appointments_motif_access_motif_id_appointments_motif_id_fk" FOREIGN KEY ("motif_id") REFERENCES "public"."appointments_motif"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
CREATE UNIQUE INDEX "appointments_workshop_slug" ON "appointments_workshop" USING btree ("tenant_id","slug");
--> statement-breakpoint
CREATE INDEX "appointments_workshop_session_tenant" ON "appointments_workshop_session" USING btree ("tenant_id","starts_at");
--> statement-breakpoint
CREATE INDEX "appointments_workshop_session_workshop" ON "appointments_workshop_session" USING btree ("workshop_id","starts_at");
--> statement-breakpoint
CREATE INDEX "appointments_workshop_leader_tenant" ON "appointments_workshop_leader" USING btree ("tenant_id");
--> statement-breakpoint
CREATE INDEX "appointments_enrolment_tenant" ON "appointments_enrolment" USING btree ("tenant_id","since");
--> statement-breakpoint
CREATE INDEX "appointments_enrolment_workshop" ON "appointments_enrolment" USING btree ("workshop_id","status","since");
--> statement-breakpoint
CREATE INDEX "appointments_enrolment_session_session" ON "appointments_enrolment_session" USING btree ("session_id");
--> statement-breakpoint
CREATE INDEX "appointments_enrolment_session_tenant" ON "appointments_enrolment_session" USING btree ("tenant_id");
--> statement-breakpoint
CREATE INDEX "appointments_prescription_agent" ON "appointments_prescription" USING btree ("tenant_id","agent_id","agreed_at");
--> statement-breakpoint
CREATE INDEX "appointments_motif_access_tenant" ON "appointments_motif_access" USING btree ("tenant_id");
--> statement-breakpoint
ALTER TABLE "appointments_workshop_session" ADD CONSTRAINT "appointments_workshop_session_capacity" CHECK ("taken" >= 0 AND "taken" <= "capacity");
--> statement-breakpoint
ALTER TABLE "appointments_workshop_session" ADD CONSTRAINT "appointments_workshop_session_order" CHECK ("starts_at" < "ends_at");
