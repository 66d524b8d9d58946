CREATE TABLE "tenant" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "authority" (
	"id" text PRIMARY KEY NOT NULL,
	"tenant_id" text NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"siren" text NOT NULL,
	"insee" text,
	"population" integer,
	"contact" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "site" (
	"id" text PRIMARY KEY NOT NULL,
	"tenant_id" text NOT NULL,
	"authority_id" text NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"theme" text NOT NULL,
	"brand" jsonb NOT NULL,
	"zone" text NOT NULL,
	"demo" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "site_host" (
	"host" text PRIMARY KEY NOT NULL,
	"site_id" text NOT NULL,
	"main" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "service" (
	"id" text PRIMARY KEY NOT NULL,
	"tenant_id" text NOT NULL,
	"slug" text NOT NULL,
	"title" text NOT NULL,
	"official" text,
	"summary" text NOT NULL,
	"theme" text NOT NULL,
	"keywords" jsonb NOT NULL,
	"featured" boolean NOT NULL,
	"position" integer NOT NULL,
	"level" text NOT NULL,
	"sheet" jsonb NOT NULL,
	"channels" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "service_adaptation" (
	"site_id" text NOT NULL,
	"service_id" text NOT NULL,
	"offered" boolean NOT NULL,
	"changes" jsonb NOT NULL,
	CONSTRAINT "service_adaptation_site_id_service_id_pk" PRIMARY KEY("site_id","service_id")
);
--> statement-breakpoint
CREATE TABLE "responsibility" (
	"id" text PRIMARY KEY NOT NULL,
	"tenant_id" text NOT NULL,
	"service_id" text NOT NULL,
	"commune_id" text NOT NULL,
	"operator_id" text NOT NULL,
	"since" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "agent" (
	"id" text PRIMARY KEY NOT NULL,
	"tenant_id" text NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"password_hash" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "agent_role" (
	"id" text PRIMARY KEY NOT NULL,
	"tenant_id" text NOT NULL,
	"agent_id" text NOT NULL,
	"authority_id" text NOT NULL,
	"role" text NOT NULL,
	"until" text
);
--> statement-breakpoint
CREATE TABLE "session" (
	"id_hash" text PRIMARY KEY NOT NULL,
	"agent_id" text NOT NULL,
	"authority_id" text NOT NULL,
	"started_at" bigint NOT NULL,
	"expires_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "request" (
	"id" text PRIMARY KEY NOT NULL,
	"tenant_id" text NOT NULL,
	"site_id" text NOT NULL,
	"service_id" text,
	"operator_id" text NOT NULL,
	"commune_id" text,
	"reference" text NOT NULL,
	"code_hash" text NOT NULL,
	"once_hash" text NOT NULL,
	"channel" text NOT NULL,
	"title" text NOT NULL,
	"status" text NOT NULL,
	"requester" jsonb NOT NULL,
	"search_text" text NOT NULL,
	"opened_at" bigint NOT NULL,
	"moved_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "request_entry" (
	"id" text PRIMARY KEY NOT NULL,
	"tenant_id" text NOT NULL,
	"request_id" text NOT NULL,
	"at" bigint NOT NULL,
	"text" text NOT NULL,
	"by" text,
	"agent_id" text
);
--> statement-breakpoint
CREATE TABLE "request_message" (
	"id" text PRIMARY KEY NOT NULL,
	"tenant_id" text NOT NULL,
	"request_id" text NOT NULL,
	"at" bigint NOT NULL,
	"from" text NOT NULL,
	"author" text NOT NULL,
	"agent_id" text,
	"body" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "file" (
	"id" text PRIMARY KEY NOT NULL,
	"tenant_id" text NOT NULL,
	"request_id" text,
	"name" text NOT NULL,
	"type" text NOT NULL,
	"size" integer NOT NULL,
	"kept_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "job" (
	"id" text PRIMARY KEY NOT NULL,
	"owner" text NOT NULL,
	"name" text NOT NULL,
	"site_id" text,
	"payload" jsonb NOT NULL,
	"due_at" bigint NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"failed_at" bigint,
	"error" text
);
--> statement-breakpoint
CREATE TABLE "mail" (
	"id" text PRIMARY KEY NOT NULL,
	"to" text NOT NULL,
	"from" text NOT NULL,
	"subject" text NOT NULL,
	"text" text NOT NULL,
	"html" text NOT NULL,
	"attachments" jsonb NOT NULL,
	"at" bigint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "authority" ADD CONSTRAINT "authority_tenant_id_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenant"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "site" ADD CONSTRAINT "site_tenant_id_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenant"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "site" ADD CONSTRAINT "site_authority_id_authority_id_fk" FOREIGN KEY ("authority_id") REFERENCES "public"."authority"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "site_host" ADD CONSTRAINT "site_host_site_id_site_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."site"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "service" ADD CONSTRAINT "service_tenant_id_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenant"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "service_adaptation" ADD CONSTRAINT "service_adaptation_site_id_site_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."site"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "service_adaptation" ADD CONSTRAINT "service_adaptation_service_id_service_id_fk" FOREIGN KEY ("service_id") REFERENCES "public"."service"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "responsibility" ADD CONSTRAINT "responsibility_tenant_id_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenant"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "responsibility" ADD CONSTRAINT "responsibility_service_id_service_id_fk" FOREIGN KEY ("service_id") REFERENCES "public"."service"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "responsibility" ADD CONSTRAINT "responsibility_commune_id_authority_id_fk" FOREIGN KEY ("commune_id") REFERENCES "public"."authority"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "responsibility" ADD CONSTRAINT "responsibility_operator_id_authority_id_fk" FOREIGN KEY ("operator_id") REFERENCES "public"."authority"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "agent" ADD CONSTRAINT "agent_tenant_id_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenant"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "agent_role" ADD CONSTRAINT "agent_role_tenant_id_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenant"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "agent_role" ADD CONSTRAINT "agent_role_agent_id_agent_id_fk" FOREIGN KEY ("agent_id") REFERENCES "public"."agent"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "agent_role" ADD CONSTRAINT "agent_role_authority_id_authority_id_fk" FOREIGN KEY ("authority_id") REFERENCES "public"."authority"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_agent_id_agent_id_fk" FOREIGN KEY ("agent_id") REFERENCES "public"."agent"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_authority_id_authority_id_fk" FOREIGN KEY ("authority_id") REFERENCES "public"."authority"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "request" ADD CONSTRAINT "request_tenant_id_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenant"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "request" ADD CONSTRAINT "request_site_id_site_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."site"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "request" ADD CONSTRAINT "request_service_id_service_id_fk" FOREIGN KEY ("service_id") REFERENCES "public"."service"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "request" ADD CONSTRAINT "request_operator_id_authority_id_fk" FOREIGN KEY ("operator_id") REFERENCES "public"."authority"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "request" ADD CONSTRAINT "request_commune_id_authority_id_fk" FOREIGN KEY ("commune_id") REFERENCES "public"."authority"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "request_entry" ADD CONSTRAINT "request_entry_tenant_id_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenant"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "request_entry" ADD CONSTRAINT "request_entry_request_id_request_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."request"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "request_message" ADD CONSTRAINT "request_message_tenant_id_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenant"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "request_message" ADD CONSTRAINT "request_message_request_id_request_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."request"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "file" ADD CONSTRAINT "file_tenant_id_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenant"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "file" ADD CONSTRAINT "file_request_id_request_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."request"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "job" ADD CONSTRAINT "job_site_id_site_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."site"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
CREATE UNIQUE INDEX "authority_siren" ON "authority" USING btree ("tenant_id","siren");
--> statement-breakpoint
CREATE UNIQUE INDEX "site_slug" ON "site" USING btree ("tenant_id","slug");
--> statement-breakpoint
CREATE INDEX "site_host_site" ON "site_host" USING btree ("site_id");
--> statement-breakpoint
CREATE UNIQUE INDEX "service_slug" ON "service" USING btree ("tenant_id","slug");
--> statement-breakpoint
CREATE UNIQUE INDEX "responsibility_once" ON "responsibility" USING btree ("service_id","commune_id","since");
--> statement-breakpoint
CREATE UNIQUE INDEX "agent_email" ON "agent" USING btree ("tenant_id","email");
--> statement-breakpoint
CREATE UNIQUE INDEX "agent_role_once" ON "agent_role" USING btree ("agent_id","authority_id","role");
--> statement-breakpoint
CREATE INDEX "session_agent" ON "session" USING btree ("agent_id");
--> statement-breakpoint
CREATE INDEX "session_expiry" ON "session" USING btree ("expires_at");
--> statement-breakpoint
CREATE UNIQUE INDEX "request_reference" ON "request" USING btree ("tenant_id","reference");
--> statement-breakpoint
CREATE UNIQUE INDEX "request_code" ON "request" USING btree ("code_hash");
--> statement-breakpoint
CREATE UNIQUE INDEX "request_once" ON "request" USING btree ("once_hash");
--> statement-breakpoint
CREATE INDEX "request_operator" ON "request" USING btree ("operator_id","id");
--> statement-breakpoint
CREATE INDEX "request_commune" ON "request" USING btree ("commune_id","id");
--> statement-breakpoint
CREATE INDEX "request_entry_request" ON "request_entry" USING btree ("request_id","at");
--> statement-breakpoint
CREATE INDEX "request_message_request" ON "request_message" USING btree ("request_id","at");
--> statement-breakpoint
CREATE INDEX "file_request" ON "file" USING btree ("request_id");
--> statement-breakpoint
CREATE INDEX "file_loose" ON "file" USING btree ("kept_at");
--> statement-breakpoint
CREATE INDEX "job_due" ON "job" USING btree ("failed_at","due_at");
--> statement-breakpoint
CREATE INDEX "mail_at" ON "mail" USING btree ("at");
