ALTER TABLE "request" ADD COLUMN "step" text;
--> statement-breakpoint
ALTER TABLE "request" ADD COLUMN "assignee_id" text;
--> statement-breakpoint
ALTER TABLE "request" ADD COLUMN "due_at" bigint;
--> statement-breakpoint
ALTER TABLE "request" ADD CONSTRAINT "request_assignee_id_agent_id_fk" FOREIGN KEY ("assignee_id") REFERENCES "public"."agent"("id") ON DELETE set null ON UPDATE no action;
