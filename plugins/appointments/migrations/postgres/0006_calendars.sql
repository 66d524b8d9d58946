CREATE TABLE "appointments_ants_refusal" (
	"request_id" text NOT NULL,
	"application_id" text NOT NULL,
	"tenant_id" text NOT NULL,
	"status" text NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "appointments_ants_refusal_request_id_application_id_pk" PRIMARY KEY("request_id","application_id")
);
--> statement-breakpoint
CREATE TABLE "appointments_feed" (
	"resource_id" text PRIMARY KEY NOT NULL,
	"tenant_id" text NOT NULL,
	"token_hash" text NOT NULL,
	"names" boolean NOT NULL,
	"made_at" bigint NOT NULL,
	"made_by" text NOT NULL,
	"read_day" text,
	CONSTRAINT "appointments_feed_token_hash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "appointments_outside" (
	"resource_id" text PRIMARY KEY NOT NULL,
	"tenant_id" text NOT NULL,
	"kind" text NOT NULL,
	"secret" text NOT NULL,
	"host" text NOT NULL,
	"added_at" bigint NOT NULL,
	"due_at" bigint NOT NULL,
	"read_at" bigint,
	"mark" text,
	"problem" text
);
--> statement-breakpoint
CREATE TABLE "appointments_external" (
	"id" text PRIMARY KEY NOT NULL,
	"tenant_id" text NOT NULL,
	"resource_id" text NOT NULL,
	"starts_at" bigint NOT NULL,
	"ends_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "appointments_video_room" (
	"resource_id" text PRIMARY KEY NOT NULL,
	"tenant_id" text NOT NULL,
	"url" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "appointments_booked" (
	"id" text PRIMARY KEY NOT NULL,
	"tenant_id" text NOT NULL,
	"day" text NOT NULL,
	"motif_id" text NOT NULL,
	"venue_id" text NOT NULL,
	"insee" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "appointments_delay" (
	"tenant_id" text NOT NULL,
	"day" text NOT NULL,
	"motif_id" text NOT NULL,
	"insee" text NOT NULL,
	"hours" integer,
	CONSTRAINT "appointments_delay_tenant_id_day_motif_id_insee_pk" PRIMARY KEY("tenant_id","day","motif_id","insee")
);
--> statement-breakpoint
CREATE TABLE "appointments_attendance" (
	"request_id" text PRIMARY KEY NOT NULL,
	"tenant_id" text NOT NULL,
	"intake" text,
	"taken_by" text,
	"outside" boolean NOT NULL,
	"presence" text NOT NULL,
	"marked_at" bigint,
	"marked_by" text
);
--> statement-breakpoint
CREATE TABLE "appointments_closure" (
	"id" text PRIMARY KEY NOT NULL,
	"tenant_id" text NOT NULL,
	"venue_id" text,
	"first_day" text NOT NULL,
	"last_day" text NOT NULL,
	"reason" text
);
--> statement-breakpoint
CREATE TABLE "appointments_absence_note" (
	"absence_id" text PRIMARY KEY NOT NULL,
	"tenant_id" text NOT NULL,
	"series_id" text,
	"reason" text
);
--> statement-breakpoint
ALTER TABLE "appointments_feed" ADD CONSTRAINT "appointments_feed_resource_id_appointments_resource_id_fk" FOREIGN KEY ("resource_id") REFERENCES "public"."appointments_resource"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "appointments_outside" ADD CONSTRAINT "appointments_outside_resource_id_appointments_resource_id_fk" FOREIGN KEY ("resource_id") REFERENCES "public"."appointments_resource"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "appointments_external" ADD CONSTRAINT "appointments_external_resource_id_appointments_outside_resource_id_fk" FOREIGN KEY ("resource_id") REFERENCES "public"."appointments_outside"("resource_id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "appointments_video_room" ADD CONSTRAINT "appointments_video_room_resource_id_appointments_resource_id_fk" FOREIGN KEY ("resource_id") REFERENCES "public"."appointments_resource"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "appointments_booked" ADD CONSTRAINT "appointments_booked_motif_id_appointments_motif_id_fk" FOREIGN KEY ("motif_id") REFERENCES "public"."appointments_motif"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "appointments_booked" ADD CONSTRAINT "appointments_booked_venue_id_appointments_venue_id_fk" FOREIGN KEY ("venue_id") REFERENCES "public"."appointments_venue"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "appointments_delay" ADD CONSTRAINT "appointments_delay_motif_id_appointments_motif_id_fk" FOREIGN KEY ("motif_id") REFERENCES "public"."appointments_motif"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "appointments_closure" ADD CONSTRAINT "appointments_closure_venue_id_appointments_venue_id_fk" FOREIGN KEY ("venue_id") REFERENCES "public"."appointments_venue"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "appointments_absence_note" ADD CONSTRAINT "appointments_absence_note_absence_id_appointments_absence_id_fk" FOREIGN KEY ("absence_id") REFERENCES "public"."appointments_absence"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
CREATE INDEX "appointments_ants_refusal_tenant" ON "appointments_ants_refusal" USING btree ("tenant_id");
--> statement-breakpoint
CREATE INDEX "appointments_feed_tenant" ON "appointments_feed" USING btree ("tenant_id");
--> statement-breakpoint
CREATE INDEX "appointments_outside_tenant" ON "appointments_outside" USING btree ("tenant_id");
--> statement-breakpoint
CREATE INDEX "appointments_external_tenant" ON "appointments_external" USING btree ("tenant_id","ends_at");
--> statement-breakpoint
CREATE INDEX "appointments_external_resource" ON "appointments_external" USING btree ("resource_id");
--> statement-breakpoint
CREATE INDEX "appointments_video_room_tenant" ON "appointments_video_room" USING btree ("tenant_id");
--> statement-breakpoint
CREATE INDEX "appointments_booked_tenant" ON "appointments_booked" USING btree ("tenant_id","day");
--> statement-breakpoint
CREATE INDEX "appointments_attendance_tenant" ON "appointments_attendance" USING btree ("tenant_id","presence");
--> statement-breakpoint
CREATE INDEX "appointments_closure_tenant" ON "appointments_closure" USING btree ("tenant_id","last_day");
--> statement-breakpoint
CREATE INDEX "appointments_absence_note_series" ON "appointments_absence_note" USING btree ("tenant_id","series_id");
