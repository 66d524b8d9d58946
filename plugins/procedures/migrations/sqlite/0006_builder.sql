CREATE TABLE `procedures_plan` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`authority_id` text NOT NULL,
	`slug` text NOT NULL,
	`title` text NOT NULL,
	`base_id` text,
	`definition` text NOT NULL,
	`sheet` text NOT NULL,
	`revision` integer NOT NULL,
	`changed_at` integer NOT NULL,
	`agent_id` text NOT NULL,
	`changed_by` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `procedures_plan_slug` ON `procedures_plan` (`tenant_id`,`authority_id`,`slug`);
--> statement-breakpoint
CREATE INDEX `procedures_plan_age` ON `procedures_plan` (`tenant_id`,`changed_at`);
--> statement-breakpoint
CREATE TABLE `procedures_block` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`title` text NOT NULL,
	`fields` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `procedures_block_tenant` ON `procedures_block` (`tenant_id`,`title`);
--> statement-breakpoint
CREATE TABLE `procedures_block_use` (
	`block_id` text NOT NULL,
	`tenant_id` text NOT NULL,
	`slug` text NOT NULL,
	PRIMARY KEY(`block_id`, `slug`),
	FOREIGN KEY (`block_id`) REFERENCES `procedures_block`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
ALTER TABLE `procedures_delivery` ADD `reference` text DEFAULT '' NOT NULL;
