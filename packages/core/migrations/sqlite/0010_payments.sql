CREATE TABLE `payment` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`site_id` text NOT NULL,
	`request_id` text,
	`authority_id` text NOT NULL,
	`purpose` text NOT NULL,
	`label` text NOT NULL,
	`amount` integer NOT NULL,
	`reference` text NOT NULL,
	`payer` text NOT NULL,
	`status` text NOT NULL,
	`asked_at` integer NOT NULL,
	`paid_at` integer,
	`means` text,
	`number` text,
	`mode` text,
	`agent_id` text,
	FOREIGN KEY (`tenant_id`) REFERENCES `tenant`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`site_id`) REFERENCES `site`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`request_id`) REFERENCES `request`(`id`) ON UPDATE no action ON DELETE set null,
	FOREIGN KEY (`authority_id`) REFERENCES `authority`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `payment_purpose` ON `payment` (`request_id`,`purpose`);
--> statement-breakpoint
CREATE UNIQUE INDEX `payment_reference` ON `payment` (`tenant_id`,`reference`);
--> statement-breakpoint
CREATE INDEX `payment_authority` ON `payment` (`tenant_id`,`authority_id`,`asked_at`);
--> statement-breakpoint
CREATE TABLE `payment_attempt` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`payment_id` text NOT NULL,
	`provider` text NOT NULL,
	`token` text NOT NULL,
	`url` text NOT NULL,
	`until` integer NOT NULL,
	`mode` text NOT NULL,
	`status` text NOT NULL,
	`started_at` integer NOT NULL,
	`checked_at` integer NOT NULL,
	`called_at` integer,
	`number` text,
	FOREIGN KEY (`tenant_id`) REFERENCES `tenant`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`payment_id`) REFERENCES `payment`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `payment_attempt_token` ON `payment_attempt` (`provider`,`token`);
--> statement-breakpoint
CREATE INDEX `payment_attempt_payment` ON `payment_attempt` (`payment_id`,`started_at`);
--> statement-breakpoint
CREATE TABLE `payment_account` (
	`authority_id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`provider` text NOT NULL,
	`settings` text NOT NULL,
	`changed_at` integer NOT NULL,
	FOREIGN KEY (`authority_id`) REFERENCES `authority`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`tenant_id`) REFERENCES `tenant`(`id`) ON UPDATE no action ON DELETE no action
);
