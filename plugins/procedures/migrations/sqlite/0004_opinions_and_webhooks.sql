CREATE TABLE `procedures_opinion` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`request_id` text NOT NULL,
	`authority_id` text NOT NULL,
	`question` text NOT NULL,
	`asked_at` integer NOT NULL,
	`until` integer NOT NULL,
	`noted_as` text,
	`shown` integer NOT NULL,
	`verdict` text,
	`text` text,
	`answered_at` integer,
	`answered_by` text,
	`agent_id` text
);
--> statement-breakpoint
CREATE INDEX `procedures_opinion_request` ON `procedures_opinion` (`request_id`,`asked_at`);
--> statement-breakpoint
CREATE TABLE `procedures_webhook` (
	`authority_id` text NOT NULL,
	`name` text NOT NULL,
	`tenant_id` text NOT NULL,
	`url` text NOT NULL,
	`salt` text NOT NULL,
	`changed_at` integer NOT NULL,
	PRIMARY KEY(`authority_id`, `name`)
);
--> statement-breakpoint
CREATE TABLE `procedures_delivery` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`request_id` text NOT NULL,
	`authority_id` text NOT NULL,
	`webhook` text NOT NULL,
	`fields` text NOT NULL,
	`transition` text,
	`status` text NOT NULL,
	`at` integer NOT NULL,
	`state` text NOT NULL,
	`answer` text,
	`tries` integer NOT NULL,
	`tried_at` integer
);
--> statement-breakpoint
CREATE INDEX `procedures_delivery_authority` ON `procedures_delivery` (`tenant_id`,`authority_id`,`at`);
--> statement-breakpoint
CREATE INDEX `procedures_delivery_request` ON `procedures_delivery` (`request_id`);
