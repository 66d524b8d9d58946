ALTER TABLE "appointments_closure" ADD COLUMN "start_time" text;
--> statement-breakpoint
ALTER TABLE "appointments_closure" ADD COLUMN "end_time" text;
