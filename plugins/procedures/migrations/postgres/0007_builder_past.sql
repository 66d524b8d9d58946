CREATE TABLE "procedures_plan_past" (
	"plan_id" text NOT NULL,
	"tenant_id" text NOT NULL,
	"revision" integer NOT NULL,
	"definition" jsonb NOT NULL,
	CONSTRAINT "procedures_plan_past_plan_id_revision_pk" PRIMARY KEY("plan_id","revision")
);
--> statement-breakpoint
ALTER TABLE "procedures_plan_past" ADD CONSTRAINT "procedures_plan_past_plan_id_procedures_plan_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."procedures_plan"("id") ON DELETE cascade ON UPDATE no action;
