CREATE TABLE "procedures_procedure" (
	"id" text PRIMARY KEY NOT NULL,
	"tenant_id" text NOT NULL,
	"slug" text NOT NULL,
	"title" text NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "procedures_version" (
	"id" text PRIMARY KEY NOT NULL,
	"tenant_id" text NOT NULL,
	"procedure_id" text NOT NULL,
	"number" integer NOT NULL,
	"definition" jsonb NOT NULL,
	"published_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "procedures_draft" (
	"id" text PRIMARY KEY NOT NULL,
	"tenant_id" text NOT NULL,
	"site_id" text NOT NULL,
	"service_id" text NOT NULL,
	"version_id" text NOT NULL,
	"visitor" text NOT NULL,
	"answers" jsonb NOT NULL,
	"wrong_page" text,
	"typed" jsonb NOT NULL,
	"saved_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "procedures_submission" (
	"request_id" text PRIMARY KEY NOT NULL,
	"tenant_id" text NOT NULL,
	"version_id" text NOT NULL,
	"answers" jsonb NOT NULL
);
--> statement-breakpoint
ALTER TABLE "procedures_version" ADD CONSTRAINT "procedures_version_procedure_id_procedures_procedure_id_fk" FOREIGN KEY ("procedure_id") REFERENCES "public"."procedures_procedure"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "procedures_draft" ADD CONSTRAINT "procedures_draft_version_id_procedures_version_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."procedures_version"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "procedures_submission" ADD CONSTRAINT "procedures_submission_version_id_procedures_version_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."procedures_version"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE UNIQUE INDEX "procedures_procedure_slug" ON "procedures_procedure" USING btree ("tenant_id","slug");
--> statement-breakpoint
CREATE UNIQUE INDEX "procedures_version_number" ON "procedures_version" USING btree ("procedure_id","number");
--> statement-breakpoint
CREATE UNIQUE INDEX "procedures_draft_once" ON "procedures_draft" USING btree ("site_id","service_id","visitor");
--> statement-breakpoint
CREATE INDEX "procedures_draft_age" ON "procedures_draft" USING btree ("saved_at");
--> statement-breakpoint
CREATE FUNCTION "procedures_version_refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'parvis:append-only:procedures_version';
END $$;
--> statement-breakpoint
CREATE TRIGGER "procedures_version_append_only"
BEFORE UPDATE OR DELETE OR TRUNCATE ON "procedures_version" FOR EACH STATEMENT EXECUTE FUNCTION "procedures_version_refuse_change"();
