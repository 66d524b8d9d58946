CREATE TABLE "procedures_plan" (
	"id" text PRIMARY KEY NOT NULL,
	"tenant_id" text NOT NULL,
	"authority_id" text NOT NULL,
	"slug" text NOT NULL,
	"title" text NOT NULL,
	"base_id" text,
	"definition" jsonb NOT NULL,
	"sheet" jsonb NOT NULL,
	"revision" integer NOT NULL,
	"changed_at" bigint NOT NULL,
	"agent_id" text NOT NULL,
	"changed_by" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "procedures_block" (
	"id" text PRIMARY KEY NOT NULL,
	"tenant_id" text NOT NULL,
	"title" text NOT NULL,
	"fields" jsonb NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "procedures_block_use" (
	"block_id" text NOT NULL,
	"tenant_id" text NOT NULL,
	"slug" text NOT NULL,
	CONSTRAINT "procedures_block_use_block_id_slug_pk" PRIMARY KEY("block_id","slug")
);
--> statement-breakpoint
ALTER TABLE "procedures_delivery" ADD COLUMN "reference" text DEFAULT '' NOT NULL;
--> statement-breakpoint
ALTER TABLE "procedures_block_use" ADD CONSTRAINT "procedures_block_use_block_id_procedures_block_id_fk" FOREIGN KEY ("block_id") REFERENCES "public"."procedures_block"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
CREATE UNIQUE INDEX "procedures_plan_slug" ON "procedures_plan" USING btree ("tenant_id","authority_id","slug");
--> statement-breakpoint
CREATE INDEX "procedures_plan_age" ON "procedures_plan" USING btree ("tenant_id","changed_at");
--> statement-breakpoint
CREATE INDEX "procedures_block_tenant" ON "procedures_block" USING btree ("tenant_id","title");
