ALTER TABLE "request_message" ADD COLUMN "letter" jsonb;
--> statement-breakpoint
ALTER TABLE "file" ADD COLUMN "message_id" text;
--> statement-breakpoint
ALTER TABLE "file" ADD CONSTRAINT "file_message_id_request_message_id_fk" FOREIGN KEY ("message_id") REFERENCES "public"."request_message"("id") ON DELETE set null ON UPDATE no action;
--> statement-breakpoint
CREATE INDEX "file_message" ON "file" USING btree ("message_id");
