CREATE TABLE "procedures_adaptation" (
	"procedure_id" text NOT NULL,
	"authority_id" text NOT NULL,
	"tenant_id" text NOT NULL,
	"offered" boolean NOT NULL,
	"version_id" text,
	"pending_id" text,
	"changed_at" bigint NOT NULL,
	CONSTRAINT "procedures_adaptation_procedure_id_authority_id_pk" PRIMARY KEY("procedure_id","authority_id")
);
--> statement-breakpoint
DROP INDEX "procedures_version_number";
--> statement-breakpoint
ALTER TABLE "procedures_procedure" ADD COLUMN "authority_id" text;
--> statement-breakpoint
ALTER TABLE "procedures_version" ADD COLUMN "line" text DEFAULT 'shared' NOT NULL;
--> statement-breakpoint
ALTER TABLE "procedures_version" ADD COLUMN "base_id" text;
--> statement-breakpoint
ALTER TABLE "procedures_version" ADD COLUMN "report" jsonb;
--> statement-breakpoint
ALTER TABLE "procedures_submission" ADD COLUMN "aside" jsonb;
--> statement-breakpoint
ALTER TABLE "procedures_adaptation" ADD CONSTRAINT "procedures_adaptation_procedure_id_procedures_procedure_id_fk" FOREIGN KEY ("procedure_id") REFERENCES "public"."procedures_procedure"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "procedures_adaptation" ADD CONSTRAINT "procedures_adaptation_version_id_procedures_version_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."procedures_version"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "procedures_adaptation" ADD CONSTRAINT "procedures_adaptation_pending_id_procedures_version_id_fk" FOREIGN KEY ("pending_id") REFERENCES "public"."procedures_version"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE INDEX "procedures_adaptation_tenant" ON "procedures_adaptation" USING btree ("tenant_id","authority_id");
--> statement-breakpoint
CREATE UNIQUE INDEX "procedures_version_line" ON "procedures_version" USING btree ("procedure_id","line","number");
