CREATE TABLE `procedures_adaptation` (
	`procedure_id` text NOT NULL,
	`authority_id` text NOT NULL,
	`tenant_id` text NOT NULL,
	`offered` integer NOT NULL,
	`version_id` text,
	`pending_id` text,
	`changed_at` integer NOT NULL,
	PRIMARY KEY(`procedure_id`, `authority_id`),
	FOREIGN KEY (`procedure_id`) REFERENCES `procedures_procedure`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`version_id`) REFERENCES `procedures_version`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`pending_id`) REFERENCES `procedures_version`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `procedures_adaptation_tenant` ON `procedures_adaptation` (`tenant_id`,`authority_id`);
--> statement-breakpoint
DROP INDEX `procedures_version_number`;
--> statement-breakpoint
ALTER TABLE `procedures_version` ADD `line` text DEFAULT 'shared' NOT NULL;
--> statement-breakpoint
ALTER TABLE `procedures_version` ADD `base_id` text;
--> statement-breakpoint
ALTER TABLE `procedures_version` ADD `report` text;
--> statement-breakpoint
CREATE UNIQUE INDEX `procedures_version_line` ON `procedures_version` (`procedure_id`,`line`,`number`);
--> statement-breakpoint
ALTER TABLE `procedures_procedure` ADD `authority_id` text;
--> statement-breakpoint
ALTER TABLE `procedures_submission` ADD `aside` text;
