CREATE TABLE `appointments_ants_reason` (
	`motif_id` text NOT NULL,
	`reason` text NOT NULL,
	`tenant_id` text NOT NULL,
	PRIMARY KEY(`motif_id`, `reason`),
	FOREIGN KEY (`motif_id`) REFERENCES `appointments_motif`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `appointments_ants_reason_tenant` ON `appointments_ants_reason` (`tenant_id`);
--> statement-breakpoint
CREATE TABLE `appointments_ants_application` (
	`request_id` text NOT NULL,
	`application_id` text NOT NULL,
	`tenant_id` text NOT NULL,
	`management_url` text NOT NULL,
	PRIMARY KEY(`request_id`, `application_id`)
);
--> statement-breakpoint
CREATE INDEX `appointments_ants_application_id` ON `appointments_ants_application` (`tenant_id`,`application_id`);
