CREATE TABLE "request_note" (
	"id" text PRIMARY KEY NOT NULL,
	"tenant_id" text NOT NULL,
	"request_id" text NOT NULL,
	"at" bigint NOT NULL,
	"author" text NOT NULL,
	"agent_id" text,
	"body" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "inbox_filter" (
	"id" text PRIMARY KEY NOT NULL,
	"tenant_id" text NOT NULL,
	"agent_id" text NOT NULL,
	"authority_id" text NOT NULL,
	"name" text NOT NULL,
	"query" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "answer_template" (
	"id" text PRIMARY KEY NOT NULL,
	"tenant_id" text NOT NULL,
	"authority_id" text NOT NULL,
	"name" text NOT NULL,
	"text" text NOT NULL
);
--> statement-breakpoint
DROP INDEX "request_operator";
--> statement-breakpoint
DROP INDEX "request_commune";
--> statement-breakpoint
ALTER TABLE "request_note" ADD CONSTRAINT "request_note_tenant_id_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenant"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "request_note" ADD CONSTRAINT "request_note_request_id_request_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."request"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "inbox_filter" ADD CONSTRAINT "inbox_filter_tenant_id_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenant"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "inbox_filter" ADD CONSTRAINT "inbox_filter_agent_id_agent_id_fk" FOREIGN KEY ("agent_id") REFERENCES "public"."agent"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "inbox_filter" ADD CONSTRAINT "inbox_filter_authority_id_authority_id_fk" FOREIGN KEY ("authority_id") REFERENCES "public"."authority"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "answer_template" ADD CONSTRAINT "answer_template_tenant_id_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenant"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "answer_template" ADD CONSTRAINT "answer_template_authority_id_authority_id_fk" FOREIGN KEY ("authority_id") REFERENCES "public"."authority"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE INDEX "request_note_request" ON "request_note" USING btree ("request_id","at");
--> statement-breakpoint
CREATE INDEX "inbox_filter_agent" ON "inbox_filter" USING btree ("agent_id","authority_id");
--> statement-breakpoint
CREATE INDEX "answer_template_authority" ON "answer_template" USING btree ("authority_id");
--> statement-breakpoint
CREATE INDEX "request_operator_at" ON "request" USING btree ("operator_id","opened_at","id");
--> statement-breakpoint
CREATE INDEX "request_commune_at" ON "request" USING btree ("commune_id","opened_at","id");
--> statement-breakpoint
CREATE INDEX "request_operator_due" ON "request" USING btree ("operator_id","due_at","id");
--> statement-breakpoint
CREATE INDEX "request_commune_due" ON "request" USING btree ("commune_id","due_at","id");
--> statement-breakpoint
CREATE INDEX "request_assignee" ON "request" USING btree ("assignee_id","opened_at");
--> statement-breakpoint
UPDATE "request" SET "search_text" = trim(replace(replace(replace("search_text", '-', ' '), '''', ' '), '  ', ' '));
--> statement-breakpoint
CREATE INDEX "request_words" ON "request" USING gin (array_to_tsvector(string_to_array("search_text", ' ')));
