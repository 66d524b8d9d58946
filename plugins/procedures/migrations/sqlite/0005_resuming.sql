CREATE TABLE `procedures_draft_key` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`draft_id` text NOT NULL,
	`site_id` text NOT NULL,
	`service_id` text NOT NULL,
	`kind` text NOT NULL,
	`value` text NOT NULL,
	FOREIGN KEY (`draft_id`) REFERENCES `procedures_draft`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `procedures_draft_key_once` ON `procedures_draft_key` (`site_id`,`service_id`,`kind`,`value`);
--> statement-breakpoint
CREATE INDEX `procedures_draft_key_value` ON `procedures_draft_key` (`tenant_id`,`kind`,`value`);
--> statement-breakpoint
CREATE INDEX `procedures_draft_key_draft` ON `procedures_draft_key` (`draft_id`);
--> statement-breakpoint
CREATE TABLE `procedures_signature_code` (
	`draft_id` text NOT NULL,
	`field_id` text NOT NULL,
	`tenant_id` text NOT NULL,
	`by` text NOT NULL,
	`to_hash` text NOT NULL,
	`code_hash` text NOT NULL,
	`tries` integer NOT NULL,
	`sends` integer NOT NULL,
	`sent_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	PRIMARY KEY(`draft_id`, `field_id`),
	FOREIGN KEY (`draft_id`) REFERENCES `procedures_draft`(`id`) ON UPDATE no action ON DELETE cascade
);
