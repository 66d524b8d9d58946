CREATE TABLE `procedures_revision` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`request_id` text NOT NULL,
	`at` integer NOT NULL,
	`answers` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `procedures_revision_request` ON `procedures_revision` (`request_id`,`at`);
--> statement-breakpoint
ALTER TABLE `procedures_submission` ADD `state` text;
--> statement-breakpoint
ALTER TABLE `procedures_submission` ADD `work` text;
--> statement-breakpoint
ALTER TABLE `procedures_submission` ADD `correction` text;
