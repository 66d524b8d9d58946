CREATE TABLE "agent_passkey" (
	"id" text PRIMARY KEY NOT NULL,
	"tenant_id" text NOT NULL,
	"agent_id" text NOT NULL,
	"rp_id" text NOT NULL,
	"public_key" text NOT NULL,
	"counter" integer NOT NULL,
	"transports" jsonb NOT NULL,
	"label" text NOT NULL,
	"created_at" bigint NOT NULL,
	"used_at" bigint
);
--> statement-breakpoint
CREATE TABLE "agent_recovery_code" (
	"id" text PRIMARY KEY NOT NULL,
	"tenant_id" text NOT NULL,
	"agent_id" text NOT NULL,
	"code_hash" text NOT NULL,
	"used_at" bigint
);
--> statement-breakpoint
CREATE TABLE "citizen" (
	"id" text PRIMARY KEY NOT NULL,
	"tenant_id" text NOT NULL,
	"email" text,
	"password_hash" text,
	"identity" jsonb NOT NULL,
	"created_at" bigint NOT NULL,
	"seen_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "agent_session" (
	"id_hash" text PRIMARY KEY NOT NULL,
	"started_at" bigint NOT NULL,
	"expires_at" bigint NOT NULL,
	"device" text NOT NULL,
	"signed_in_by" text NOT NULL,
	"logout_hint" text,
	"agent_id" text NOT NULL,
	"authority_id" text
);
--> statement-breakpoint
CREATE TABLE "citizen_session" (
	"id_hash" text PRIMARY KEY NOT NULL,
	"started_at" bigint NOT NULL,
	"expires_at" bigint NOT NULL,
	"device" text NOT NULL,
	"signed_in_by" text NOT NULL,
	"logout_hint" text,
	"citizen_id" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "linked_identity" (
	"id" text PRIMARY KEY NOT NULL,
	"tenant_id" text NOT NULL,
	"provider" text NOT NULL,
	"subject_hash" text NOT NULL,
	"citizen_id" text,
	"agent_id" text,
	"linked_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "one_time" (
	"id" text PRIMARY KEY NOT NULL,
	"tenant_id" text NOT NULL,
	"purpose" text NOT NULL,
	"token_hash" text NOT NULL,
	"code_hash" text,
	"tries" integer DEFAULT 0 NOT NULL,
	"email" text,
	"citizen_id" text,
	"agent_id" text,
	"payload" text,
	"created_at" bigint NOT NULL,
	"expires_at" bigint NOT NULL,
	"used_at" bigint
);
--> statement-breakpoint
CREATE TABLE "oidc_flow" (
	"id" text PRIMARY KEY NOT NULL,
	"tenant_id" text NOT NULL,
	"site_id" text NOT NULL,
	"provider" text NOT NULL,
	"state_hash" text,
	"handoff_hash" text,
	"visitor_hash" text NOT NULL,
	"payload" text NOT NULL,
	"expires_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "rate_limit" (
	"key" text PRIMARY KEY NOT NULL,
	"points" integer NOT NULL,
	"expire" bigint
);
--> statement-breakpoint
CREATE TABLE "audit" (
	"id" text PRIMARY KEY NOT NULL,
	"tenant_id" text NOT NULL,
	"number" integer NOT NULL,
	"at" bigint NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" text,
	"authority_id" text,
	"site_id" text,
	"action" text NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" text,
	"citizen_id" text,
	"details" text,
	"previous" text NOT NULL,
	"hash" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_head" (
	"tenant_id" text PRIMARY KEY NOT NULL,
	"number" integer NOT NULL,
	"hash" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_key" (
	"id" text PRIMARY KEY NOT NULL,
	"tenant_id" text NOT NULL,
	"month" text NOT NULL,
	"key" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "agent" ALTER COLUMN "password_hash" DROP NOT NULL;
--> statement-breakpoint
ALTER TABLE "tenant" ADD COLUMN "second_factor" text DEFAULT 'required' NOT NULL;
--> statement-breakpoint
ALTER TABLE "authority" ADD COLUMN "privacy" jsonb;
--> statement-breakpoint
ALTER TABLE "agent" ADD COLUMN "totp_secret" text;
--> statement-breakpoint
ALTER TABLE "agent" ADD COLUMN "totp_step" integer;
--> statement-breakpoint
ALTER TABLE "agent" ADD COLUMN "invited_at" bigint;
--> statement-breakpoint
ALTER TABLE "agent" ADD COLUMN "disabled_at" bigint;
--> statement-breakpoint
ALTER TABLE "request" ADD COLUMN "citizen_id" text;
--> statement-breakpoint
ALTER TABLE "request" ADD COLUMN "erased_at" bigint;
--> statement-breakpoint
ALTER TABLE "agent_passkey" ADD CONSTRAINT "agent_passkey_tenant_id_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenant"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "agent_passkey" ADD CONSTRAINT "agent_passkey_agent_id_agent_id_fk" FOREIGN KEY ("agent_id") REFERENCES "public"."agent"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "agent_recovery_code" ADD CONSTRAINT "agent_recovery_code_tenant_id_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenant"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "agent_recovery_code" ADD CONSTRAINT "agent_recovery_code_agent_id_agent_id_fk" FOREIGN KEY ("agent_id") REFERENCES "public"."agent"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "citizen" ADD CONSTRAINT "citizen_tenant_id_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenant"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "agent_session" ADD CONSTRAINT "agent_session_agent_id_agent_id_fk" FOREIGN KEY ("agent_id") REFERENCES "public"."agent"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "agent_session" ADD CONSTRAINT "agent_session_authority_id_authority_id_fk" FOREIGN KEY ("authority_id") REFERENCES "public"."authority"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "citizen_session" ADD CONSTRAINT "citizen_session_citizen_id_citizen_id_fk" FOREIGN KEY ("citizen_id") REFERENCES "public"."citizen"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "linked_identity" ADD CONSTRAINT "linked_identity_tenant_id_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenant"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "linked_identity" ADD CONSTRAINT "linked_identity_citizen_id_citizen_id_fk" FOREIGN KEY ("citizen_id") REFERENCES "public"."citizen"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "linked_identity" ADD CONSTRAINT "linked_identity_agent_id_agent_id_fk" FOREIGN KEY ("agent_id") REFERENCES "public"."agent"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "one_time" ADD CONSTRAINT "one_time_tenant_id_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenant"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "one_time" ADD CONSTRAINT "one_time_citizen_id_citizen_id_fk" FOREIGN KEY ("citizen_id") REFERENCES "public"."citizen"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "one_time" ADD CONSTRAINT "one_time_agent_id_agent_id_fk" FOREIGN KEY ("agent_id") REFERENCES "public"."agent"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "oidc_flow" ADD CONSTRAINT "oidc_flow_tenant_id_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenant"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "oidc_flow" ADD CONSTRAINT "oidc_flow_site_id_site_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."site"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
CREATE INDEX "agent_passkey_agent" ON "agent_passkey" USING btree ("agent_id");
--> statement-breakpoint
CREATE UNIQUE INDEX "agent_recovery_code_once" ON "agent_recovery_code" USING btree ("agent_id","code_hash");
--> statement-breakpoint
CREATE UNIQUE INDEX "citizen_email" ON "citizen" USING btree ("tenant_id","email");
--> statement-breakpoint
CREATE INDEX "citizen_seen" ON "citizen" USING btree ("tenant_id","seen_at");
--> statement-breakpoint
CREATE INDEX "agent_session_agent" ON "agent_session" USING btree ("agent_id");
--> statement-breakpoint
CREATE INDEX "agent_session_expiry" ON "agent_session" USING btree ("expires_at");
--> statement-breakpoint
CREATE INDEX "citizen_session_citizen" ON "citizen_session" USING btree ("citizen_id");
--> statement-breakpoint
CREATE INDEX "citizen_session_expiry" ON "citizen_session" USING btree ("expires_at");
--> statement-breakpoint
CREATE UNIQUE INDEX "linked_identity_subject" ON "linked_identity" USING btree ("tenant_id","provider","subject_hash");
--> statement-breakpoint
CREATE INDEX "linked_identity_citizen" ON "linked_identity" USING btree ("citizen_id");
--> statement-breakpoint
CREATE INDEX "linked_identity_agent" ON "linked_identity" USING btree ("agent_id");
--> statement-breakpoint
CREATE UNIQUE INDEX "one_time_token" ON "one_time" USING btree ("token_hash");
--> statement-breakpoint
CREATE INDEX "one_time_expiry" ON "one_time" USING btree ("expires_at");
--> statement-breakpoint
CREATE UNIQUE INDEX "oidc_flow_state" ON "oidc_flow" USING btree ("state_hash");
--> statement-breakpoint
CREATE UNIQUE INDEX "oidc_flow_handoff" ON "oidc_flow" USING btree ("handoff_hash");
--> statement-breakpoint
CREATE INDEX "oidc_flow_expiry" ON "oidc_flow" USING btree ("expires_at");
--> statement-breakpoint
CREATE INDEX "rate_limit_expire" ON "rate_limit" USING btree ("expire");
--> statement-breakpoint
CREATE UNIQUE INDEX "audit_number" ON "audit" USING btree ("tenant_id","number");
--> statement-breakpoint
CREATE INDEX "audit_subject" ON "audit" USING btree ("tenant_id","subject_kind","subject_id");
--> statement-breakpoint
CREATE INDEX "audit_actor" ON "audit" USING btree ("tenant_id","actor_id");
--> statement-breakpoint
CREATE INDEX "audit_citizen" ON "audit" USING btree ("tenant_id","citizen_id");
--> statement-breakpoint
CREATE UNIQUE INDEX "audit_key_month" ON "audit_key" USING btree ("tenant_id","month");
--> statement-breakpoint
ALTER TABLE "request" ADD CONSTRAINT "request_citizen_id_citizen_id_fk" FOREIGN KEY ("citizen_id") REFERENCES "public"."citizen"("id") ON DELETE set null ON UPDATE no action;
--> statement-breakpoint
CREATE INDEX "request_citizen" ON "request" USING btree ("citizen_id","id");
--> statement-breakpoint
CREATE FUNCTION "audit_refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'parvis:append-only:audit';
END $$;
--> statement-breakpoint
CREATE TRIGGER "audit_append_only"
BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit" FOR EACH STATEMENT EXECUTE FUNCTION "audit_refuse_change"();
