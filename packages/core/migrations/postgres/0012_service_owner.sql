ALTER TABLE "service" ADD COLUMN "authority_id" text;
--> statement-breakpoint
ALTER TABLE "service" ADD CONSTRAINT "service_authority_id_authority_id_fk" FOREIGN KEY ("authority_id") REFERENCES "public"."authority"("id") ON DELETE no action ON UPDATE no action;
